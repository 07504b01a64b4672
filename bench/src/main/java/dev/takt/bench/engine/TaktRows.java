package dev.takt.bench.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Takt's tables after long use, made by the database itself: of every kind some. A few schedules have far more tasks than the others, and
 * one (99) has many that are all old.
 */
final class TaktRows {
    private static final String SCHEDULES = """
            INSERT INTO takt_schedule (name, func, hook, args, schedule_type, every, minutes, cron, zone, repeats, next_run,
                overlap, paused, cluster, priority, broken, last_task, last_run, success, last_success, failures_in_a_row,
                success_within, overdue_since)
            SELECT CASE WHEN n %% 5 < 3
                    THEN (ARRAY['nightly', 'report', 'mail', 'import', 'export'])[1 + n %% 7 %% 5] || ' ' || md5(n::text) END,
                CASE WHEN n %% 500 = 5 THEN 'gone.away' ELSE
                    (ARRAY['bench.noop', 'bench.late', 'math.copysign', 'math.sqrt', 'math.hypot'])[1 + n %% 5] END,
                CASE WHEN n %% 100 = 7 THEN 'hooks.gone' WHEN n %% 10 = 7 THEN 'hooks.printResult' END,
                '[' || n || ', "of the customer ' || n %% 1000 || '"]',
                (ARRAY['D', 'H', 'I', 'W', 'M', 'C', 'E', 'O'])[1 + n %% 8],
                CASE WHEN n %% 8 = 6 THEN 'PT1H' END, CASE WHEN n %% 8 = 2 THEN 15 END,
                CASE WHEN n %% 8 = 5 THEN '0 5 * * *' END,
                CASE WHEN n %% 3 = 0 THEN 'Europe/Zurich' END,
                CASE WHEN n %% 100 = 1 THEN 0 ELSE -1 END,
                CASE WHEN n %% 500 = 5 THEN now() - n * interval '1 second'
                    WHEN n %% 10 = 8 THEN date_trunc('day', now()) + interval '2 days'
                    ELSE now() + interval '1 hour' + (n * 7919::bigint %% 2592000) * interval '1 second' END,
                CASE WHEN n %% 20 = 9 THEN 'SKIP' ELSE 'ALLOW' END,
                n %% 100 = 0, CASE WHEN n %% 50 = 11 THEN 'east' END, CASE n %% 20 WHEN 3 THEN 0 WHEN 4 THEN 2 ELSE 1 END,
                CASE WHEN n %% 1000 = 2 THEN 'cron: expected 5 fields, was "every day"' END,
                n, now() - n * interval '1 second', n %% 50 <> 0, now() - n * interval '1 second',
                CASE WHEN n %% 1000 = 4 THEN 5 ELSE 0 END,
                CASE WHEN n %% 1000 = 3 THEN 'PT1H' END, CASE WHEN n %% 1000 = 3 THEN now() - interval '1 hour' END
            FROM generate_series(1, %d) n""";

    private static final String TASKS = """
            INSERT INTO takt_task (schedule_id, generation, planned_at, name, task_group, func, args, state, node,
                queued_at, started_at, finished_at, result, error_type, error_message, error_stack, skipped_count)
            SELECT schedule, CASE WHEN schedule IS NOT NULL THEN 0 END, CASE WHEN schedule IS NOT NULL THEN at END,
                func, coalesce(schedule::text, 'batch-' || n %% 50), func, '[' || n || ']', state,
                CASE WHEN state IN ('WAITING', 'SKIPPED') THEN NULL ELSE 1 + n %% 3 END,
                at, CASE WHEN state IN ('WAITING', 'SKIPPED') THEN NULL ELSE at + n %% 100 * interval '1 ms' END,
                CASE WHEN state <> 'WAITING' THEN at + n %% 5000 * interval '1 ms' END,
                CASE WHEN state = 'SUCCEEDED' THEN '"sent ' || n || ' of them"' END,
                CASE WHEN state = 'FAILED' THEN 'java.lang.IllegalStateException' END,
                CASE WHEN state = 'FAILED' THEN 'no answer from host ' || n %% 10 END,
                CASE WHEN state = 'FAILED' THEN repeat(E'\\tat org.example.mail.Sender.send(Sender.java:42)\\n', 30) END,
                CASE WHEN state = 'SKIPPED' THEN 1 END
            FROM (SELECT n, now() - interval '29 days' + n * interval '29 days' / %1$d AS at,
                    CASE WHEN n %% 100 = 99 THEN NULL WHEN n <= %1$d / 20 THEN 99 WHEN n %% 10 < 3 THEN 1 + n %% 10 ELSE 1 + n * 7919::bigint %% %2$d END
                        AS schedule,
                    CASE WHEN n > %1$d - 1000 THEN 'WAITING' WHEN n %% 100 < 3 THEN 'FAILED' WHEN n %% 100 = 3 THEN 'SKIPPED'
                        WHEN n %% 100 = 4 THEN 'CANCELLED' ELSE 'SUCCEEDED' END AS state,
                    CASE WHEN n > %1$d - 1000 THEN 'gone.away'
                        ELSE (ARRAY['bench.noop', 'bench.late', 'math.copysign', 'math.sqrt', 'math.hypot'])[1 + n %% 5] END
                        AS func
                FROM generate_series(1, %1$d) n) made""";

    private static final String COUNTS = """
            INSERT INTO takt_stat (at_minute, node, func, outcome, runs, lateness, duration)
            SELECT date_trunc('minute', now()) - m * interval '1 minute', 1 + f %% 3,
                'some.function' || f, CASE WHEN f %% 5 = 4 THEN 'FAILED' ELSE 'SUCCEEDED' END, 20 + m %% 7,
                '5,9,4,2,1,1', '1,4,9,4,2,1,1'
            FROM generate_series(1, 1439) m, generate_series(1, 20) f""";

    private static final String AUDIT = """
            INSERT INTO takt_audit (at, who, act, subject_kind, subject, before_act, after_act)
            SELECT now() - interval '29 days' + n * interval '29 days' / %1$d, 'operator' || n %% 100,
                (ARRAY['CREATE', 'UPDATE', 'PAUSE', 'RESUME', 'RUN'])[1 + n %% 5],
                CASE WHEN n %% 100 = 0 THEN 'TASK' ELSE 'SCHEDULE' END, (1 + n * 7919::bigint %% 100000)::text,
                '{"paused": false}', '{"paused": true}'
            FROM generate_series(1, %1$d) n""";

    private static final String USERS = """
            INSERT INTO takt_user (name, password_hash, role)
            SELECT 'operator' || n, 'none', 'takt-operator' FROM generate_series(0, 99) n""";

    private TaktRows() {}

    static void fill(Connection connection, int schedules, int tasks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    SCHEDULES.formatted(schedules),
                    TASKS.formatted(tasks, schedules),
                    COUNTS.formatted(),
                    AUDIT.formatted(tasks / 2),
                    USERS)) {
                statement.execute(sql);
            }
        }
    }
}
