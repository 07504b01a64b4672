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
 * @param isCron whether its first slot is not the instant of its creation
 */
public record DueRow(DueRules rules, Overlap overlap, Jitter jitter, boolean isCron) {
    static DueRow of(DueRules rules, Overlap overlap, @Nullable Duration jitter, boolean isCron) {
        return new DueRow(rules, overlap, new Jitter(jitter == null ? Duration.ZERO : jitter), isCron);
    }
}
