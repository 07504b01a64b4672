package dev.takt.schedule;

import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.ScheduleType;
import dev.takt.sql.ToRun;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked for, found sound by the {@link ScheduleValidator}. Fields as in SEMANTICS, section 2; null where
 * left out.
 */
record Definition(
        @Nullable String name,
        String func,
        @Nullable String hook,
        @Nullable String args,
        @Nullable String kwargs,
        ScheduleType type,
        @Nullable String every,
        @Nullable Integer minutes,
        @Nullable String cron,
        @Nullable Integer keepDay,
        @Nullable String zone,
        @Nullable Long repeats,
        @Nullable Instant nextRun,
        @Nullable Instant until,
        @Nullable Boolean catchUp,
        @Nullable String maxLateness,
        Overlap overlap,
        @Nullable String jitter,
        @Nullable String successWithin,
        int failingAfter,
        @Nullable Boolean paused,
        @Nullable String cluster,
        @Nullable String group,
        @Nullable String taskName,
        @Nullable String timeout,
        @Nullable Integer maxAttempts,
        @Nullable String retryDelay,
        Priority priority,
        boolean save,
        @Nullable String intendedDateKwarg,
        @Nullable Long version) {

    /** What a call that belongs to no schedule runs. */
    ToRun toRun() {
        return new ToRun(
                Objects.requireNonNullElse(taskName, func),
                group,
                func,
                args,
                kwargs,
                hook,
                priority.ordinal(),
                cluster,
                timeout,
                maxAttempts,
                retryDelay,
                save,
                intendedDateKwarg,
                zone,
                false);
    }
}
