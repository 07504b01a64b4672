/** Schedules: their rows, the one validator of everything asked for, and the {@link dev.takt.api.Scheduler} itself. */
@NullMarked
package dev.takt.schedule;

import org.jspecify.annotations.NullMarked;
