/** What a server's console or any JMX client sees of the scheduler and may do with it. */
@org.jspecify.annotations.NullMarked
package dev.takt.jmx;
