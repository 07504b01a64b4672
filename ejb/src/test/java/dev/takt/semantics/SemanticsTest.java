package dev.takt.semantics;

import static dev.takt.api.Call.call;

import dev.takt.api.Call;
import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskState;
import dev.takt.harness.TaktNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the sections share: a node, and short ways to ask it. */
abstract class SemanticsTest {
    protected final TaktNode node;
    protected final Scheduler scheduler;

    SemanticsTest(TaktNode node) {
        this.node = node;
        this.scheduler = node.scheduler();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    static Call everyMinute() {
        return call("math.sqrt", 9).everyMinutes(1);
    }

    void passes(Duration time) {
        node.advance(time);
        node.poll();
    }

    Schedule read(Schedule schedule) {
        return scheduler.find(schedule.id()).orElseThrow();
    }

    Instant now() {
        return scheduler.status().now();
    }

    /** The tasks of a schedule in these states (any, if none is named), by slot. */
    List<Task> tasks(Schedule schedule, TaskState... states) {
        List<Task> all = new ArrayList<>();
        Long before = null;
        do {
            Page<Task> page =
                    scheduler.tasks(TaskQuery.ofSchedule(schedule.id(), 500).before(before));
            all.addAll(page.items());
            before = page.next();
        } while (before != null);
        return all.stream()
                .filter(task -> states.length == 0 || Arrays.asList(states).contains(task.state()))
                .sorted(Comparator.comparing(Task::slot, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    List<Instant> slots(Schedule schedule, TaskState... states) {
        return tasks(schedule, states).stream().map(Task::slot).toList();
    }

    Task only(Schedule schedule, TaskState... states) {
        List<Task> found = tasks(schedule, states);
        if (found.size() != 1) {
            throw new AssertionError("expected one task, found " + found);
        }
        return found.get(0);
    }

    /** From, and so many steps later. */
    static Instant later(Schedule schedule, Duration step, int times) {
        return schedule.nextRun().plus(step.multipliedBy(times));
    }
}
