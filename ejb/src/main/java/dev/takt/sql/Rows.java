package dev.takt.sql;

import dev.takt.api.Overlap;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Columns and readers that both forms share. */
final class Rows {
    static final String DUE_COLUMNS = """
            id, generation, schedule_type, every, minutes, cron, keep_day, zone, repeats, next_run, moved_from, \
            until_at, catch_up, max_lateness, overlap, jitter, skipped_task, created_at, name, task_name, task_group, func, args, \
            kwargs, hook, priority, cluster, timeout, max_attempts, retry_delay, save, intended_date_kwarg""";

    static final String CLAIMED_COLUMNS = """
            id, node, fence, schedule_id, planned_at, failures, losses, queued_at, name, task_group, func, args, \
            kwargs, hook, priority, cluster, timeout, max_attempts, retry_delay, save, intended_date_kwarg, zone, \
            serial""";

    /** How many classes of priority there are, numbered from 0. */
    static final int PRIORITIES = 3;

    /** Which schedules can run; must imply the predicate of the index takt_schedule_due, whose first column is priority. */
    static final String RUNNABLE = runnable("?", "?");

    /** Which tasks wait; must imply the predicate of the index takt_task_waiting, whose first column is priority. */
    static final String WAITING = waiting("?", "?");

    static String runnable(String cluster, String functions) {
        return """
                repeats <> 0 AND NOT paused AND broken IS NULL \
                AND (until_at IS NULL OR next_run <= until_at) AND (cluster IS NULL OR cluster = %s) AND func = ANY(%s) \
                AND (overlap <> 'WAIT' OR NOT EXISTS (SELECT 1 FROM takt_task earlier \
                    WHERE earlier.schedule_id = takt_schedule.id AND earlier.serial AND earlier.finished_at IS NULL))""".formatted(cluster, functions);
    }

    static String waiting(String cluster, String functions) {
        return """
                node IS NULL AND finished_at IS NULL \
                AND (cluster IS NULL OR cluster = %s) AND func = ANY(%s)""".formatted(cluster, functions);
    }

    private Rows() {}

    static DueSchedule due(ResultSet row) throws SQLException {
        return new DueSchedule(
                row.getLong("id"),
                row.getLong("generation"),
                row.getString("schedule_type"),
                row.getString("every"),
                Jdbc.integer(row, "minutes"),
                row.getString("cron"),
                Jdbc.integer(row, "keep_day"),
                row.getString("zone"),
                row.getLong("repeats"),
                required(Jdbc.instant(row, "next_run")),
                Jdbc.local(row, "moved_from"),
                Jdbc.instant(row, "until_at"),
                Jdbc.truth(row, "catch_up"),
                row.getString("max_lateness"),
                row.getString("overlap"),
                row.getString("jitter"),
                Jdbc.number(row, "skipped_task"),
                Jdbc.instant(row, "created_at"),
                toRun(
                        row,
                        first(row, "task_name", "name", "func"),
                        first(row, "task_group", "name", "id"),
                        isSerial(row)));
    }

    static ClaimedTask claimed(ResultSet row) throws SQLException {
        return new ClaimedTask(
                row.getLong("id"),
                row.getLong("node"),
                row.getInt("fence"),
                Jdbc.number(row, "schedule_id"),
                Jdbc.instant(row, "planned_at"),
                toRun(row, row.getString("name"), row.getString("task_group"), row.getBoolean("serial")),
                row.getInt("failures"),
                row.getInt("losses"),
                required(Jdbc.instant(row, "queued_at")),
                false,
                null);
    }

    private static ToRun toRun(ResultSet row, @Nullable String name, @Nullable String group, boolean serial)
            throws SQLException {
        return new ToRun(
                name,
                group,
                row.getString("func"),
                row.getString("args"),
                row.getString("kwargs"),
                row.getString("hook"),
                row.getInt("priority"),
                row.getString("cluster"),
                row.getString("timeout"),
                Jdbc.integer(row, "max_attempts"),
                row.getString("retry_delay"),
                row.getBoolean("save"),
                row.getString("intended_date_kwarg"),
                row.getString("zone"),
                serial);
    }

    private static boolean isSerial(ResultSet row) throws SQLException {
        return !Overlap.ALLOW.name().equals(row.getString("overlap"));
    }

    /** The first of the columns that is not null. */
    private static @Nullable String first(ResultSet row, String... columns) throws SQLException {
        for (String column : columns) {
            String value = row.getString(column);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Instant required(@Nullable Instant instant) {
        return Objects.requireNonNull(instant);
    }
}
