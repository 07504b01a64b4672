/** The benchmark: the same work on each engine in turn, round by round, on one PostgreSQL. */
@NullMarked
package dev.takt.bench;

import org.jspecify.annotations.NullMarked;
