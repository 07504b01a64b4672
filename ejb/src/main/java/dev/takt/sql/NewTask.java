package dev.takt.sql;

import java.time.Instant;

/**
 * A slot to be claimed.
 *
 * @param schedule whose row is locked
 * @param slot the planned instant
 */
public record NewTask(DueSchedule schedule, Instant slot) {}
