package dev.takt.web;

import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.ScheduleType;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import java.time.Instant;
import java.util.List;

/** Views for tests, so that each test names only what it is about. */
public final class Examples {
    /** A slot in the future. */
    public static final Instant SLOT = Instant.parse("2027-01-31T18:00:00Z");

    private Examples() {}

    /** A schedule of {@code math.copysign(2, -2)} with this rhythm. */
    public static Schedule schedule(ScheduleType type, String every, Integer minutes, String cron) {
        return new Schedule(
                7,
                1,
                0,
                "sign",
                "math.copysign",
                null,
                "2, -2",
                "{\"deep\":true}",
                type,
                every,
                minutes,
                cron,
                null,
                null,
                -1,
                SLOT,
                null,
                null,
                null,
                null,
                Overlap.ALLOW,
                null,
                null,
                3,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                Priority.NORMAL,
                true,
                null,
                ScheduleState.ACTIVE,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** A task that failed after 1.5 s. */
    public static Task failedTask() {
        return new Task(
                9,
                7L,
                0L,
                SLOT,
                "sign",
                "sign",
                "math.sqrt",
                "[-4]",
                null,
                null,
                TaskState.FAILED,
                1L,
                1,
                0,
                0,
                SLOT,
                SLOT,
                SLOT.plusMillis(1500),
                null,
                new TaskError("java.lang.IllegalArgumentException", "no root", "at ..."),
                null,
                null,
                null,
                null);
    }
}
