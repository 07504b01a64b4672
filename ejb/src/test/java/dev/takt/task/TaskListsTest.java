package dev.takt.task;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.takt.api.Page;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskSort;
import dev.takt.api.TaskState;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of tasks by what they say, where and when they ran. */
@OnBothDatabases
class TaskListsTest {
    private final TaktNode node;
    private final Scheduler scheduler;

    TaskListsTest(Setup setup) {
        node = TaktNode.on(setup).start();
        scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void tasksAreFoundByWhatTheirResultOrErrorSays() {
        TaskId nine = run(81);
        TaskId failed = run(4);
        node.database()
                .execute("UPDATE takt_task SET state = 'FAILED', result = NULL, error_type = 'java.io.IOException',"
                        + " error_message = 'Disk 100% full' WHERE id = " + failed);

        assertEquals(List.of(nine.value()), ids(TaskQuery.newest(10).saying("9.0")));
        assertEquals(List.of(failed.value()), ids(TaskQuery.newest(10).saying("disk 100% F")));
        assertEquals(List.of(failed.value()), ids(TaskQuery.newest(10).saying("ioexc")));
        assertEquals(List.of(), ids(TaskQuery.newest(10).saying("100_")));
    }

    @Test
    void aPageLooksAtSoManyTasksForATextAndSaysWhereToGoOn() {
        TaskId wanted = run(81);
        String insert = "INSERT INTO takt_task (id, func, state, queued_at, finished_at, result)"
                + " SELECT %s, 'math.sqrt', 'SUCCEEDED', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, '1.0' FROM %s";
        long first = wanted.value() + 1;
        node.database()
                .execute(
                        node.database().isPostgresql()
                                ? insert.formatted("n", "generate_series(" + first + ", " + (first + 20_000) + ") AS n")
                                : insert.formatted("x", "system_range(" + first + ", " + (first + 20_000) + ")"));

        Page<Task> page = scheduler.tasks(TaskQuery.newest(10).saying("9.0"));
        assertEquals(List.of(), page.items());
        assertNotNull(page.next());
        assertEquals(
                List.of(wanted.value()), ids(TaskQuery.newest(10).saying("9.0").before(page.next())));
    }

    @Test
    void tasksAreFoundByWhenTheyWereQueued() {
        TaskId first = run(1);
        TaskId second = run(4);
        TaskId third = run(9);
        set(first, "2026-01-01 10:00:00+00");
        set(second, "2026-01-02 10:00:00+00");
        set(third, "2026-01-03 10:00:00+00");
        Instant day = Instant.parse("2026-01-02T00:00:00Z");
        Instant nextDay = Instant.parse("2026-01-03T00:00:00Z");

        assertEquals(List.of(second.value()), ids(TaskQuery.newest(10).queued(day, nextDay)));
        assertEquals(
                List.of(third.value(), second.value()), ids(TaskQuery.newest(10).queued(day, null)));
        assertEquals(List.of(first.value()), ids(TaskQuery.newest(10).queued(null, day)));
        assertEquals(List.of(), ids(TaskQuery.newest(10).queued(nextDay.plusSeconds(86_400), null)));
    }

    @Test
    void tasksAreFoundByTheirNode() {
        TaskId id = run(9);
        Task task = scheduler.find(id).orElseThrow();

        TaskQuery all = TaskQuery.newest(10);
        TaskQuery here = new TaskQuery(
                null,
                TaskState.SUCCEEDED,
                null,
                null,
                task.node(),
                null,
                null,
                null,
                TaskSort.NEWEST,
                null,
                all.limit());
        TaskQuery elsewhere =
                new TaskQuery(null, null, null, null, 7L, null, null, null, TaskSort.NEWEST, null, all.limit());
        assertEquals(List.of(id.value()), ids(here));
        assertEquals(List.of(), ids(elsewhere));
    }

    @Test
    void theLastOutcomesOfSchedulesAreToldOldestFirst() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        long good = scheduler
                .schedule(call("math.sqrt", 9).daily().nextRun(first).until(first.plusSeconds(3 * 86_400)))
                .id();
        long idle = scheduler
                .schedule(call("math.sqrt", 9).nextRun(Instant.parse("2099-01-01T00:00:00Z")))
                .id();
        node.poll();
        node.database()
                .execute("UPDATE takt_task SET state = 'FAILED' WHERE schedule_id = " + good
                        + " AND planned_at = TIMESTAMP WITH TIME ZONE '2026-01-04 00:00:00+00'");

        Map<Long, List<TaskState>> outcomes = scheduler.latestOutcomes(List.of(good, idle), 3);

        assertEquals(Map.of(good, List.of(TaskState.SUCCEEDED, TaskState.SUCCEEDED, TaskState.FAILED)), outcomes);
        assertEquals(Map.of(), scheduler.latestOutcomes(List.of(), 3));
        assertEquals(Map.of(), scheduler.latestOutcomes(List.of(-1L), 3));
    }

    @Test
    void theOldestComeFirstIfAskedForPageByPage() {
        TaskId first = run(1);
        TaskId second = run(4);
        TaskId third = run(9);

        TaskQuery oldest = TaskQuery.newest(2).by(TaskSort.OLDEST);
        assertEquals(List.of(first.value(), second.value()), ids(oldest));
        Page<Task> page = scheduler.tasks(oldest);
        assertEquals(List.of(third.value()), ids(oldest.before(page.next())));
        assertEquals(List.of(second.value()), ids(oldest.saying("2.0")));
    }

    @Test
    void aLargeGroupIsLookedForAmongAllTasks() {
        insert(1_000, 20_000, "'big', NULL, NULL");
        insert(30_000, 20_000, "NULL, NULL, NULL");

        TaskQuery big = TaskQuery.newest(10).inGroup("big");
        Page<Task> page = scheduler.tasks(big);
        assertEquals(List.of(), page.items());
        assertEquals(20_999L, ids(big.before(page.next())).get(0));
        assertEquals(List.of(1_000L, 1_001L), ids(big.by(TaskSort.OLDEST)).subList(0, 2));
    }

    @Test
    void theTasksOfAScheduleAreFoundHoweverManyOthersAreNewer() {
        insert(1_000, 3, "'7', 7, 0");
        insert(30_000, 20_001, "NULL, NULL, NULL");

        TaskQuery ofSeven = TaskQuery.ofSchedule(7, 2);
        assertEquals(List.of(1_002L, 1_001L), ids(ofSeven));
        assertEquals(List.of(1_000L), ids(ofSeven.before(1_001L)));
        assertEquals(List.of(1_000L, 1_001L), ids(ofSeven.by(TaskSort.OLDEST)));
        assertEquals(List.of(1_002L, 1_001L), ids(ofSeven.in(TaskState.SUCCEEDED)));
        assertEquals(List.of(), ids(ofSeven.in(TaskState.FAILED)));
        assertEquals(List.of(1_002L, 1_001L), ids(TaskQuery.newest(2).inGroup("7")));
    }

    /** Tasks that have ended; a slot each second, for those of a schedule. */
    private void insert(long first, int many, String groupScheduleAndGeneration) {
        boolean postgresql = node.database().isPostgresql();
        String range = postgresql ? "generate_series" : "system_range";
        String number = postgresql ? "n" : "x";
        node.database()
                .execute(
                        "INSERT INTO takt_task (id, func, state, queued_at, finished_at, task_group, schedule_id, generation,"
                                + " planned_at) SELECT " + number + ", 'math.sqrt', 'SUCCEEDED', CURRENT_TIMESTAMP,"
                                + " CURRENT_TIMESTAMP, " + groupScheduleAndGeneration + ", CURRENT_TIMESTAMP + "
                                + number
                                + " * INTERVAL '1' SECOND FROM " + range + "(" + first + ", " + (first + many - 1) + ")"
                                + (postgresql ? " AS n" : ""));
    }

    private TaskId run(double square) {
        TaskId id = scheduler.run(call("math.sqrt", square));
        node.poll();
        return id;
    }

    private void set(TaskId id, String queuedAt) {
        node.database().execute("UPDATE takt_task SET queued_at = '" + queuedAt + "' WHERE id = " + id);
    }

    private List<Long> ids(TaskQuery query) {
        return scheduler.tasks(query).items().stream().map(Task::id).toList();
    }
}
