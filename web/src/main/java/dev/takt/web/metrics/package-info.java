/** What a monitoring system scrapes. */
@org.jspecify.annotations.NullMarked
package dev.takt.web.metrics;
