package dev.takt.sql;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A due schedule's row, locked for its claim. Fields as in {@code takt_schedule}; texts as they stand there, sound or
 * not.
 *
 * @param createdAt equal to nextRun where a row made by hand names neither
 */
public record DueSchedule(
        long id,
        long generation,
        String type,
        @Nullable String every,
        @Nullable Integer minutes,
        @Nullable String cron,
        @Nullable Integer keepDay,
        @Nullable String zone,
        long repeats,
        Instant nextRun,
        @Nullable LocalDateTime movedFrom,
        @Nullable Instant until,
        @Nullable Boolean catchUp,
        @Nullable String maxLateness,
        String overlap,
        @Nullable String jitter,
        @Nullable Long skippedTask,
        @Nullable Instant createdAt,
        ToRun toRun) {}
