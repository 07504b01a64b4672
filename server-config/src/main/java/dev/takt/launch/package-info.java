/** The launcher behind {@code mvn -Prun}: Payara Micro in the foreground with the WAR, prepared by the scripts beside. */
@NullMarked
package dev.takt.launch;

import org.jspecify.annotations.NullMarked;
