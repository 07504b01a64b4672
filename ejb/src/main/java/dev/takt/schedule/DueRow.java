package dev.takt.schedule;

import dev.takt.api.Overlap;
import dev.takt.calendar.DueRules;
import dev.takt.calendar.Jitter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule's row says, read and found sound.
 *
 * @param rules which slots run
 * @param overlap what happens beside an unfinished task
 * @param jitter how much later a run may start
 */
public record DueRow(DueRules rules, Overlap overlap, Jitter jitter) {
    static DueRow of(DueRules rules, Overlap overlap, @Nullable Duration jitter) {
        return new DueRow(rules, overlap, new Jitter(jitter == null ? Duration.ZERO : jitter));
    }
}
