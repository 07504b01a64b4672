package dev.takt.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * What is to be done while things go wrong: one-time tasks, half of them slots of schedules and half waiting tasks, spread over the
 * time by fifties, since nodes that wake for each would leave little to those that start; and schedules of one second, a tenth of
 * them due at once and a tenth of them of a transactional function, which go on until nothing goes wrong any more. Whatever fails
 * is tried again: a function cannot leave its row while the database is away, and that is no loss of Takt's.
 *
 * @param tasks of each kind, transactional and plain
 * @param schedules of one second
 * @param over how long they are spread
 */
record Plan(int tasks, int schedules, Duration over) {
    private static final String TABLES = """
            CREATE TABLE chaos_effect (kind text NOT NULL, task bigint NOT NULL, schedule bigint, slot timestamptz,
                at timestamptz NOT NULL DEFAULT clock_timestamp());
            CREATE INDEX ON chaos_effect (kind, task);
            CREATE INDEX ON chaos_effect (at);
            CREATE TABLE chaos_hook (task bigint NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
            CREATE TABLE chaos_first (schedule bigint NOT NULL, first timestamptz NOT NULL);
            CREATE TABLE chaos_slot (kind text NOT NULL, schedule bigint NOT NULL, slot timestamptz NOT NULL);""";

    /** Some run for long enough that each node is in the middle of several when it is killed. */
    private static final String MILLIS =
            "'[' || CASE WHEN n %% 50 = 0 THEN 2000 WHEN n %% 10 = 0 THEN 200 ELSE 2 END || ']'";

    private static final String DUE = "'%2$s'::timestamptz + n / 50 * 50 * interval '%3$s' / %4$s";

    private static final String SLOTS = """
            WITH made AS (
                INSERT INTO takt_schedule (func, max_attempts, retry_delay, args, hook, next_run)
                SELECT 'chaos.%1$s', 100, 'PT1S', """ + MILLIS + """
                    , 'chaos.heard', """ + DUE + """

                FROM generate_series(1, %4$s) n RETURNING id, next_run)
            INSERT INTO chaos_slot SELECT '%1$s', id, next_run FROM made""";

    private static final String WAITING = """
            INSERT INTO takt_task (name, task_group, func, max_attempts, retry_delay, args, hook, state, run_after)
            SELECT 'chaos', 'chaos', 'chaos.%1$s', 100, 'PT1S', """ + MILLIS + """
                , 'chaos.heard', 'WAITING', """ + DUE + """

            FROM generate_series(1, %4$s) n""";

    private static final String RECURRING = """
            INSERT INTO takt_schedule (func, max_attempts, retry_delay, schedule_type, every, next_run, catch_up)
            SELECT 'chaos.recurring' || CASE WHEN n %% 100 < 10 THEN '.transactional' ELSE '' END, 100, 'PT1S', 'E', 'PT1S',
                '%1$s'::timestamptz + n %% 10 * interval '0.1 second', true
            FROM generate_series(0, %2$s - 1) n""";

    private static final String FIRST_SLOTS =
            "INSERT INTO chaos_first SELECT id, next_run FROM takt_schedule WHERE func LIKE 'chaos.recurring%'";

    /** To wait for the rows may take seconds; what has been claimed of a row is known only when it is locked. */
    private static final String LOCK =
            "SELECT id FROM takt_schedule WHERE func LIKE 'chaos.recurring%' ORDER BY id FOR UPDATE";

    /** Soon, and not before slots that are claimed. */
    private static final String END = """
            WITH ended AS (
                UPDATE takt_schedule SET until_at = clock_timestamp() + interval '2 seconds'
                WHERE func LIKE 'chaos.recurring%' RETURNING id, until_at)
            INSERT INTO chaos_slot SELECT 'recurring', id, slot
                FROM ended JOIN chaos_first ON schedule = id, generate_series(first, until_at, interval '1 second') slot""";

    /** Makes all of it. */
    void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
            String first = OffsetDateTime.now().plusSeconds(2).toString();
            for (String kind : Count.ONE_TIME) {
                statement.execute(SLOTS.formatted(kind, first, over, tasks / 2));
                statement.execute(WAITING.formatted(kind, first, over, tasks - tasks / 2));
            }
            if (schedules > 0) {
                statement.execute(RECURRING.formatted(first, schedules));
                statement.execute(FIRST_SLOTS);
            }
            statement.execute("ANALYZE");
        }
    }

    /** Lets the schedules of one second end. */
    static void end(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
            statement.execute(END);
        }
        connection.commit();
    }
}
