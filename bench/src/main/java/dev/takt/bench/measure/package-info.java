/** What is measured, and how. */
@NullMarked
package dev.takt.bench.measure;

import org.jspecify.annotations.NullMarked;
