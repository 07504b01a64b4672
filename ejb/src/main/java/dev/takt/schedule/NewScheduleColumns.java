package dev.takt.schedule;

import dev.takt.schedule.NewSchedules.NewSchedule;
import dev.takt.sql.Columns;
import dev.takt.sql.Columns.Column;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a new row of {@code takt_schedule} says, column by column; all else is the database's own. */
final class NewScheduleColumns {
    /** But for the first slot. */
    static final Columns<NewSchedule> ALL = Columns.of(
            of("name", "text", Definition::name),
            of("func", "text", Definition::func),
            of("hook", "text", Definition::hook),
            of("args", "text", Definition::args),
            of("kwargs", "text", Definition::kwargs),
            of("schedule_type", "text", asked -> asked.type().code()),
            of("every", "text", Definition::every),
            of("minutes", "int", Definition::minutes),
            of("cron", "text", Definition::cron),
            of("keep_day", "int", Definition::keepDay),
            of("zone", "text", Definition::zone),
            of("repeats", "bigint", Definition::repeatsOrAlways),
            of("until_at", "timestamptz", Definition::until),
            of("catch_up", "boolean", Definition::catchUp),
            of("max_lateness", "text", Definition::maxLateness),
            of("overlap", "text", asked -> asked.overlap().name()),
            of("jitter", "text", Definition::jitter),
            of("success_within", "text", Definition::successWithin),
            of("failing_after", "int", Definition::failingAfter),
            of("paused", "boolean", asked -> Objects.requireNonNullElse(asked.paused(), false)),
            of("cluster", "text", Definition::cluster),
            of("task_group", "text", Definition::group),
            of("task_name", "text", Definition::taskName),
            of("timeout", "text", Definition::timeout),
            of("max_attempts", "int", Definition::maxAttempts),
            of("retry_delay", "text", Definition::retryDelay),
            of("priority", "int", asked -> asked.priority().rank()),
            of("save", "boolean", Definition::save),
            of("intended_date_kwarg", "text", Definition::intendedDateKwarg),
            new Column<>("created_by", "text", NewSchedule::who));

    private NewScheduleColumns() {}

    private static Column<NewSchedule> of(String name, String type, Function<Definition, @Nullable Object> value) {
        return new Column<>(name, type, schedule -> value.apply(schedule.definition()));
    }
}
