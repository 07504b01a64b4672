/** Tasks: their rows, recording how they ended, and asking for them. */
@NullMarked
package dev.takt.task;

import org.jspecify.annotations.NullMarked;
