package dev.takt.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Objects;

/** Columns and readers that both forms share. */
final class Rows {
    static final String DUE_COLUMNS = """
            id, generation, name, func, hook, args, kwargs, schedule_type, every, minutes, cron, keep_day, zone, \
            repeats, next_run, moved_from, until_at, catch_up, max_lateness, task_group, task_name, timeout, \
            max_attempts, retry_delay""";

    static final String CLAIMED_COLUMNS = """
            id, node, fence, schedule_id, planned_at, name, task_group, func, args, kwargs, hook, failures, losses, \
            timeout, max_attempts, retry_delay, queued_at""";

    /** Which schedules can run; must imply the predicate of the index takt_schedule_due. */
    static final String RUNNABLE = """
            priority = ? AND repeats <> 0 AND NOT paused AND broken IS NULL \
            AND (until_at IS NULL OR next_run <= until_at) AND (cluster IS NULL OR cluster = ?) AND func = ANY(?)""";

    /** Which tasks wait; must imply the predicate of the index takt_task_waiting. */
    static final String WAITING = """
            priority = ? AND node IS NULL AND finished_at IS NULL \
            AND (cluster IS NULL OR cluster = ?) AND func = ANY(?)""";

    private Rows() {}

    static DueSchedule due(ResultSet row) throws SQLException {
        return new DueSchedule(
                row.getLong("id"),
                row.getLong("generation"),
                row.getString("name"),
                row.getString("func"),
                row.getString("hook"),
                row.getString("args"),
                row.getString("kwargs"),
                row.getString("schedule_type"),
                row.getString("every"),
                row.getObject("minutes", Integer.class),
                row.getString("cron"),
                row.getObject("keep_day", Integer.class),
                row.getString("zone"),
                row.getLong("repeats"),
                required(Jdbc.instant(row, "next_run")),
                row.getObject("moved_from", LocalDateTime.class),
                Jdbc.instant(row, "until_at"),
                row.getObject("catch_up", Boolean.class),
                row.getString("max_lateness"),
                row.getString("task_group"),
                row.getString("task_name"),
                row.getString("timeout"),
                row.getObject("max_attempts", Integer.class),
                row.getString("retry_delay"));
    }

    static ClaimedTask claimed(ResultSet row) throws SQLException {
        return new ClaimedTask(
                row.getLong("id"),
                row.getLong("node"),
                row.getInt("fence"),
                row.getObject("schedule_id", Long.class),
                Jdbc.instant(row, "planned_at"),
                row.getString("name"),
                row.getString("task_group"),
                row.getString("func"),
                row.getString("args"),
                row.getString("kwargs"),
                row.getString("hook"),
                row.getInt("failures"),
                row.getInt("losses"),
                row.getString("timeout"),
                row.getObject("max_attempts", Integer.class),
                row.getString("retry_delay"),
                required(Jdbc.instant(row, "queued_at")));
    }

    /** The task that a slot becomes: what its run, retry, hook and page need, so that its schedule may go. */
    static ClaimedTask claimed(long id, long node, NewTask task, Instant now) {
        DueSchedule schedule = task.schedule();
        return new ClaimedTask(
                id,
                node,
                1,
                schedule.id(),
                task.slot(),
                taskName(schedule),
                group(schedule),
                schedule.func(),
                schedule.args(),
                schedule.kwargs(),
                schedule.hook(),
                0,
                0,
                schedule.timeout(),
                schedule.maxAttempts(),
                schedule.retryDelay(),
                now);
    }

    static String taskName(DueSchedule schedule) {
        return Objects.requireNonNullElseGet(
                schedule.taskName(), () -> Objects.requireNonNullElseGet(schedule.name(), schedule::func));
    }

    static String group(DueSchedule schedule) {
        return Objects.requireNonNullElseGet(
                schedule.group(),
                () -> Objects.requireNonNullElseGet(schedule.name(), () -> Long.toString(schedule.id())));
    }

    private static Instant required(@org.jspecify.annotations.Nullable Instant instant) {
        return Objects.requireNonNull(instant);
    }
}
