/** Polling: which schedules and tasks are due, claiming them, and waking up in time. Nobody depends on this package. */
@NullMarked
package dev.takt.poll;

import org.jspecify.annotations.NullMarked;
