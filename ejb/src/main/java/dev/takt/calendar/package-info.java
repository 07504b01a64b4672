/**
 * When a schedule runs: which slot comes next, and what becomes of slots that were missed.
 *
 * <p>Pure functions over instants: no clock (now is a parameter), no database, nothing of the platform. {@link
 * dev.takt.calendar.Recurrence} answers "what comes after this slot", {@link dev.takt.calendar.MissedSlots} "what is
 * to be done now".
 */
@NullMarked
package dev.takt.calendar;

import org.jspecify.annotations.NullMarked;
