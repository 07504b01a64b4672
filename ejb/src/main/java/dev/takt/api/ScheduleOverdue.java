package dev.takt.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last success of a schedule (or its creation) is longer ago than its successWithin. Fired once per episode in the cluster. A CDI event, after the commit, on the executor of the node that found it. Source: SEMANTICS, section 2.
 *
 * @param schedule its id
 * @param name its name, or null
 * @param func its function
 * @param within its successWithin
 * @param lastSuccess when it last succeeded, or null
 */
public record ScheduleOverdue(
        long schedule,
        @Nullable String name,
        String func,
        Duration within,
        @Nullable Instant lastSuccess) {}
