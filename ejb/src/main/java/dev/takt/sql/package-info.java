/**
 * The statements of the cluster protocol that every task passes through, in two forms: set by set for PostgreSQL, row
 * by row for other databases. Plain JDBC, always inside the caller's transaction. Knows rows, not rules.
 */
@NullMarked
package dev.takt.sql;

import org.jspecify.annotations.NullMarked;
