/** The application beside Takt: what the benchmark's tasks do. */
@NullMarked
package dev.takt.bench.app;

import org.jspecify.annotations.NullMarked;
