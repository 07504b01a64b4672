package dev.takt.sql;

import java.time.Instant;

/**
 * A slot to be taken.
 *
 * @param schedule whose row is locked
 * @param at the planned instant
 * @param startAt when its run may start: the slot, or later by the schedule's jitter
 * @param waits whether that is still to come: then the task waits for any node instead of being claimed at once
 */
public record DueSlot(DueSchedule schedule, Instant at, Instant startAt, boolean waits) {}
