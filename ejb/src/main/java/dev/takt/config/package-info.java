/** What a node is made of: its configuration, its clock, its data source, its executors and its tables' migrations. */
@NullMarked
package dev.takt.config;

import org.jspecify.annotations.NullMarked;
