package dev.takt.run;

import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import dev.takt.config.NodeClock;
import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import dev.takt.hook.Hooks;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says how a run has ended, whether it is tried again, and whether somebody is to be told. */
@ApplicationScoped
@Unproxied
class Outcomes {
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private final Hooks hooks;
    private final NodeClock clock;
    private final TaktConfig config;

    @Inject
    Outcomes(Hooks hooks, NodeClock clock, TaktConfig config) {
        this.hooks = hooks;
        this.clock = clock;
        this.config = config;
    }

    Outcome succeeded(Run run, @Nullable String result) {
        boolean hookPending = hooks.isObserved(run.task().hook(), TaskState.SUCCEEDED);
        return ended(run, TaskState.SUCCEEDED, result, null, null, hookPending);
    }

    Outcome cancelled(Run run, String reason) {
        TaskError error = new TaskError(null, reason, null);
        return ended(run, TaskState.CANCELLED, null, error, null, false);
    }

    Outcome failed(Run run, TaskError error) {
        ClaimedTask task = run.task();
        int attempts = Objects.requireNonNullElse(task.toRun().maxAttempts(), config.maxAttempts());
        Duration retryAfter = task.failures() + 1 < attempts ? delayOf(task) : null;
        boolean hookPending = retryAfter == null && hooks.isObserved(task.hook(), TaskState.FAILED);
        return ended(run, TaskState.FAILED, null, error, retryAfter, hookPending);
    }

    /** It is not tried again, whatever its row says. */
    Outcome failedForGood(Run run, TaskError error) {
        boolean hookPending = hooks.isObserved(run.task().hook(), TaskState.FAILED);
        return ended(run, TaskState.FAILED, null, error, null, hookPending);
    }

    private Outcome ended(
            Run run,
            TaskState state,
            @Nullable String result,
            @Nullable TaskError error,
            @Nullable Duration retryAfter,
            boolean hookPending) {
        long now = clock.nanoTime();
        Duration took = Duration.ofNanos(now - run.startedAt());
        return new Outcome(run.task(), state, took, now, Duration.ZERO, result, error, retryAfter, hookPending);
    }

    /** Doubles with each failure, up to an hour. */
    private Duration delayOf(ClaimedTask task) {
        Duration delay = firstDelayOf(task);
        for (int i = 0; i < task.failures() && delay.compareTo(LONGEST_DELAY) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }

    /** What somebody has made of the row by hand, and cannot be read, is no reason not to try again. */
    private Duration firstDelayOf(ClaimedTask task) {
        try {
            return task.toRun().retryDelay() == null
                    ? config.retryDelay()
                    : Duration.parse(task.toRun().retryDelay());
        } catch (DateTimeException unreadable) {
            return config.retryDelay();
        }
    }
}
