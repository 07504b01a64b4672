package dev.takt.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.takt.sql.ClaimedTask;
import dev.takt.sql.ToRun;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In what order tasks are given out, and how many transactional ones at once. */
class TaskQueueTest {
    private int mostTransactional = 1;
    private final TaskQueue queue = new TaskQueue(task -> task.id() >= 100, () -> mostTransactional);

    @Test
    void tasksAreGivenOutInTheOrderInWhichTheyCame() {
        mostTransactional = 9;
        add(1, 100, 2, 101);

        assertEquals(List.of(1L, 100L, 2L, 101L), giveAll());
    }

    @Test
    void whatMayNotRunYetIsPassedByOthersThatCameLater() {
        add(100, 101, 1, 2);

        assertEquals(List.of(100L, 1L, 2L), giveAll());
        assertEquals(1, queue.size());
        assertEquals(0, queue.ready());
    }

    @Test
    void theEndOfATransactionalOneLetsTheNextRun() {
        add(100, 101);
        TaskQueue.Given first = Objects.requireNonNull(queue.next());
        assertNull(queue.next());

        queue.ended(first);

        assertEquals(1, queue.ready());
        assertEquals(List.of(101L), giveAll());
    }

    @Test
    void whatIsPutBackGoesFirst() {
        add(100, 101, 1);
        TaskQueue.Given first = Objects.requireNonNull(queue.next());

        queue.putBack(first);

        assertEquals(3, queue.size());
        assertEquals(2, queue.ready(), "the plain one and one of the others");
        assertEquals(List.of(100L, 1L), giveAll());
    }

    @Test
    void fewerThanAreOutLetNoneRunUntilEnoughHaveEnded() {
        mostTransactional = 2;
        add(100, 101, 102);
        TaskQueue.Given first = Objects.requireNonNull(queue.next());
        TaskQueue.Given second = Objects.requireNonNull(queue.next());
        mostTransactional = 1;

        queue.ended(first);
        assertNull(queue.next());
        queue.ended(second);
        assertEquals(List.of(102L), giveAll());
    }

    @Test
    void whatIsTakenOutIsNotGivenOut() {
        add(1, 100, 2, 101);

        assertEquals(100, queue.takeOut(100).orElseThrow().id());
        assertEquals(List.of(2L), ids(queue.takeOut(task -> task.id() == 2).stream()));
        assertEquals(List.of(1L, 101L), ids(queue.takeOutAll().stream()));
        assertEquals(0, queue.size());
    }

    private List<Long> giveAll() {
        return Stream.generate(queue::next)
                .takeWhile(Objects::nonNull)
                .map(given -> given.task().id())
                .toList();
    }

    private static List<Long> ids(Stream<ClaimedTask> tasks) {
        return tasks.map(ClaimedTask::id).toList();
    }

    private void add(long... ids) {
        for (long id : ids) {
            queue.addAll(List.of(task(id)));
        }
    }

    private static ClaimedTask task(long id) {
        ToRun toRun = new ToRun(null, null, "f", null, null, null, 1, null, null, null, null, true, null, null, false);
        return new ClaimedTask(id, 1, 0, null, null, toRun, 0, 0, Instant.EPOCH, false, null);
    }
}
