package dev.takt.config;

import dev.takt.harness.TestDatabase;
import java.util.List;
import java.util.Map;

/**
 * Rows as nodes of earlier versions have left them: a schedule of each kind, tasks in each state, a node that is about to be
 * replaced, and what else there is. A new migration needs a line here only if it brings columns.
 */
final class OldRows {
    /** Of the old node. */
    static final long NODE = 77;

    private static final String LATELY = "CURRENT_TIMESTAMP - INTERVAL '1' MINUTE";
    private static final String TOMORROW = "CURRENT_TIMESTAMP + INTERVAL '1' DAY";
    private static final String THEN = "TIMESTAMP WITH TIME ZONE '2026-01-02 03:04:05+00:00'";

    private static final List<String> FIRST = List.of(
            // 1 DAILY, has run and waits for tomorrow; its last slot was moved out of a gap
            "INSERT INTO takt_schedule (name, func, args, schedule_type, zone, repeats, next_run, moved_from, last_task,"
                    + " last_run, success, last_success, created_by) VALUES ('nightly', 'math.sqrt', '[9]', 'D', 'Europe/Paris', -5, "
                    + TOMORROW + ", TIMESTAMP '2026-03-29 02:30:00', 1, " + THEN + ", true, " + THEN + ", 'ann')",
            // 2 INTERVAL, due
            "INSERT INTO takt_schedule (func, args, schedule_type, every, repeats, next_run) VALUES ('math.sqrt', '[25]',"
                    + " 'E', 'PT1H', 3, " + LATELY + ")",
            // 3 CRON, due
            "INSERT INTO takt_schedule (func, args, schedule_type, cron, next_run, catch_up) VALUES ('math.sqrt', '[36]',"
                    + " 'C', '30 2 * * *', " + LATELY + ", false)",
            // 4 MINUTES, paused
            "INSERT INTO takt_schedule (func, args, schedule_type, minutes, next_run, paused) VALUES ('math.sqrt', '[49]',"
                    + " 'I', 5, " + LATELY + ", true)",
            // 5 ONCE, due
            "INSERT INTO takt_schedule (func, args, next_run) VALUES ('math.sqrt', '[64]', " + LATELY + ")",
            // 6 HOURLY, finished
            "INSERT INTO takt_schedule (func, args, schedule_type, repeats, next_run) VALUES ('math.sqrt', '[81]', 'H', 0, "
                    + LATELY + ")",
            // 7 CRON, set aside
            "INSERT INTO takt_schedule (func, schedule_type, cron, next_run, broken) VALUES ('math.sqrt', 'C', 'never', "
                    + LATELY + ", 'cron: expected 5 or 6 fields')",
            // 8 MONTHLY, with everything that can be said, in trouble
            "INSERT INTO takt_schedule (name, func, hook, args, kwargs, schedule_type, keep_day, next_run, until_at,"
                    + " max_lateness, overlap, jitter, success_within, failing_after, cluster, intended_date_kwarg, task_group, task_name,"
                    + " timeout, max_attempts, retry_delay, priority, save, generation, version, failures_in_a_row, overdue_since, declared,"
                    + " updated_by) VALUES ('monthly', 'math.pow', 'hooks.printResult', '[2]', '{\"exponent\":3}', 'M', 31, "
                    + TOMORROW
                    + ", " + THEN
                    + " + INTERVAL '900' DAY, 'PT1H', 'SKIP', 'PT5M', 'P40D', 2, 'elsewhere', 'at', 'maths', 'powers', 'PT30S',"
                    + " 4, 'PT2M', 0, false, 6, 7, 3, " + THEN + ", '{}', 'bob')",
            // 1 succeeded, of schedule 1; 2 failed for good; 3 runs on the old node; 4 waits; 5 has told nobody yet
            "INSERT INTO takt_task (schedule_id, generation, planned_at, name, task_group, func, args, state, node, fence,"
                    + " queued_at, started_at, finished_at, result) VALUES (1, 0, " + THEN
                    + ", 'nightly', 'nightly', 'math.sqrt', '[9]',"
                    + " 'SUCCEEDED', 77, 1, " + THEN + ", " + THEN + ", " + THEN + ", '3.0')",
            "INSERT INTO takt_task (name, func, args, state, node, fence, failures, max_attempts, finished_at, error_type,"
                    + " error_message, error_stack) VALUES ('one', 'math.sqrt', '[-1]', 'FAILED', 77, 3, 2, 2, " + THEN
                    + ", 'java.lang.ArithmeticException', 'of -1', 'at ...')",
            "INSERT INTO takt_task (name, func, args, state, node, fence, run_after) VALUES ('two', 'math.sqrt', '[100]',"
                    + " 'CLAIMED', 77, 1, " + LATELY + ")",
            "INSERT INTO takt_task (name, func, args, state, run_after) VALUES ('three', 'math.sqrt', '[16]', 'WAITING', "
                    + LATELY + ")",
            "INSERT INTO takt_task (name, func, args, hook, state, node, fence, finished_at, result, hook_pending) VALUES"
                    + " ('four', 'math.sqrt', '[4]', 'hooks.printResult', 'SUCCEEDED', 77, 1, " + THEN
                    + ", '2.0', true)",
            // 6 skipped slots of schedule 4; 7 cancelled; 8 waits for its second attempt and is to be cancelled
            "INSERT INTO takt_task (schedule_id, generation, planned_at, func, state, finished_at, skipped_last, skipped_count)"
                    + " VALUES (4, 0, " + THEN + ", 'math.sqrt', 'SKIPPED', " + THEN + ", " + THEN + ", 12)",
            "INSERT INTO takt_task (func, args, state, finished_at, error_message) VALUES ('math.sqrt', '[9]', 'CANCELLED', "
                    + THEN + ", 'cancelled by ann')",
            "INSERT INTO takt_task (func, args, state, failures, max_attempts, run_after, error_message) VALUES ('math.sqrt',"
                    + " '[-9]', 'WAITING', 1, 2, " + TOMORROW + ", 'of -9')",
            "INSERT INTO takt_node (id, name, cluster, beat, running) VALUES (77, 'old', 'default', 5, '{\"3\":1200}')",
            "INSERT INTO takt_function (node, name, signature, description) VALUES (77, 'math.sqrt', 'math.sqrt(value:"
                    + " double): double', 'The square root')",
            "INSERT INTO takt_signal (node, kind, subject) VALUES (77, 'CANCEL', 8)",
            "INSERT INTO takt_stat (at_minute, node, func, outcome, runs, lateness, duration) VALUES (" + LATELY
                    + ", 77, 'math.sqrt', 'SUCCEEDED', 41, '0,41', '41')",
            "INSERT INTO takt_audit (who, act, subject_kind, subject, after_act) VALUES ('ann', 'CREATE', 'SCHEDULE', '1',"
                    + " '{\"func\":\"math.sqrt\"}')",
            "INSERT INTO takt_user (name, password_hash, role, failed_logins) VALUES ('ann', 'PBKDF2...', 'takt-admin', 2)");

    /** What a version has brought, by its number. */
    private static final Map<Integer, List<String>> LATER = Map.of(
            2,
            List.of(
                    "UPDATE takt_task SET serial = true, zone = 'Europe/Paris' WHERE id = 3",
                    "UPDATE takt_task SET retry_of = 2 WHERE id = 7",
                    "UPDATE takt_schedule SET skipped_task = 6 WHERE id = 4"),
            3,
            List.of("UPDATE takt_signal SET detail = 'cancelled by ann'"),
            7,
            List.of("UPDATE takt_task SET take_overs = 2 WHERE id = 2"),
            8,
            List.of("UPDATE takt_node SET workers = 4, transactional_workers = 2"));

    private OldRows() {}

    /** Of a database of this version. */
    static void fill(TestDatabase database, int version) {
        FIRST.forEach(database::execute);
        for (int step = 2; step <= version; step++) {
            LATER.getOrDefault(step, List.of()).forEach(database::execute);
        }
    }
}
