/** Kills, stops and cuts the real thing, and counts what has come of it: mvn -Pchaos verify. */
@org.jspecify.annotations.NullMarked
package dev.takt.chaos;
