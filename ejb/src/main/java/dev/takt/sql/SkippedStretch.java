package dev.takt.sql;

import java.time.Instant;

/**
 * Consecutive slots that are not run, recorded as one task row in state SKIPPED.
 *
 * @param schedule whose row is locked
 * @param first the first slot
 * @param last the last slot
 * @param count how many
 * @param reason for people
 */
public record SkippedStretch(DueSchedule schedule, Instant first, Instant last, long count, String reason) {}
