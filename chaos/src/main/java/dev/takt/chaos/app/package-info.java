/** What is deployed beside Takt, to be disturbed. */
@org.jspecify.annotations.NullMarked
package dev.takt.chaos.app;
