package dev.takt.sql;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Where a schedule stands after its claim.
 *
 * @param schedule its id
 * @param nextRun the next slot
 * @param movedFrom the local date-time that slot stands for, if it was moved
 * @param repeats runs left
 * @param lastTask the task just made, or null if every slot was skipped
 * @param skippedTask the SKIPPED task that the next skipped slot adds to, or null
 */
public record Advance(
        long schedule,
        Instant nextRun,
        @Nullable LocalDateTime movedFrom,
        long repeats,
        @Nullable Long lastTask,
        @Nullable Long skippedTask) {}
