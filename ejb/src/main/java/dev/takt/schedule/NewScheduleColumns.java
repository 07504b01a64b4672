package dev.takt.schedule;

import dev.takt.schedule.NewSchedules.NewSchedule;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a new row of {@code takt_schedule} says, column by column; all else is the database's own. */
final class NewScheduleColumns {
    private static final List<Column> ALL = List.of(
            new Column("next_run", "timestamptz", NewSchedule::first),
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
            new Column("created_by", "text", NewSchedule::who));

    /** All names, with commas between. */
    static final String NAMES = ALL.stream().map(Column::name).collect(Collectors.joining(", "));

    /** A question mark for each, with commas between; the time of storing is the first slot of who has named none. */
    static final String PARAMETERS = "COALESCE(?, %1$s)" + ", ?".repeat(ALL.size() - 1);

    /** A question mark for an array of each, as PostgreSQL has it, with commas between. */
    static final String ARRAYS =
            ALL.stream().map(column -> "?::" + column.type() + "[]").collect(Collectors.joining(", "));

    /** The types of those arrays. */
    static final List<String> TYPES = ALL.stream().map(Column::type).toList();

    private record Column(String name, String type, Function<NewSchedule, @Nullable Object> value) {}

    private NewScheduleColumns() {}

    private static Column of(String name, String type, Function<Definition, @Nullable Object> value) {
        return new Column(name, type, schedule -> value.apply(schedule.definition()));
    }

    /** The values of a row, in the order of the names. */
    static Stream<@Nullable Object> values(NewSchedule schedule) {
        return ALL.stream().map(column -> column.value().apply(schedule));
    }
}
