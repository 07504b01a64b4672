package dev.takt.poll;

import dev.takt.calendar.Position;
import dev.takt.schedule.Rules;
import dev.takt.schedule.UnreadableScheduleException;
import dev.takt.sql.Advance;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.ClusterSql;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.DueSlot;
import dev.takt.sql.Jdbc;
import dev.takt.sql.NewTask;
import dev.takt.task.SkippedSlotsRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * N6: from locked schedules to tasks. One slot of each due schedule first, further ones from the room that is left. A row
 * that cannot be read is set aside with the reason and holds up nobody.
 */
final class ClaimedSlots {
    private static final Logger LOG = Logger.getLogger(ClaimedSlots.class.getName());

    private final Rules rules;
    private final SkippedSlotsRecord skipped;
    private final ClusterSql.Due due;
    private final Instant now;
    private int room;
    private final Map<Long, PlannedSlots> planned = new LinkedHashMap<>();
    private final Map<Long, String> broken = new LinkedHashMap<>();

    /** Of so many due schedules, room for so many tasks. */
    ClaimedSlots(Rules rules, SkippedSlotsRecord skipped, ClusterSql.Due due, int room) {
        this.rules = rules;
        this.skipped = skipped;
        this.due = due;
        this.now = due.now();
        this.room = room;
    }

    /**
     * Plans what the schedules do.
     *
     * @param due with their rows locked
     * @param busy those that have an unfinished task and must not overlap
     */
    void plan(List<DueSchedule> due, Set<Long> busy) {
        for (DueSchedule schedule : due) {
            try {
                PlannedSlots first =
                        PlannedSlots.of(schedule, rules.of(schedule), now, busy.contains(schedule.id()), 1);
                planned.put(schedule.id(), first);
                room -= first.plan().run().size();
            } catch (UnreadableScheduleException | DateTimeException | ArithmeticException unreadable) {
                broken.put(schedule.id(), String.valueOf(unreadable.getMessage()));
            }
        }
        planned.replaceAll((schedule, first) -> room > 0 && first.wantsMore() ? extended(first) : first);
    }

    /** How many schedules were dealt with. */
    int touched() {
        return planned.size() + broken.size();
    }

    /** Until when all slots have been dealt with: some of a schedule's may have to wait for room. Null if unknown. */
    @Nullable
    Instant reached() {
        return due.reached() == null
                ? null
                : planned.values().stream()
                        .map(PlannedSlots::plan)
                        .filter(plan -> !plan.deleted())
                        .map(plan -> plan.after().next().at())
                        .reduce(due.reached(), (a, b) -> a.isBefore(b) ? a : b);
    }

    /**
     * Writes the plan.
     *
     * @return the tasks that are this node's now
     */
    List<ClaimedTask> write(Connection connection, ClusterSql sql, long node) throws SQLException {
        if (touched() == 0) {
            return List.of();
        }
        List<NewTask> tasks = tasks(connection, sql);
        Set<Long> made = move(connection, sql, node, tasks);
        tellOfConflicts(tasks.size() - made.size());
        setAside(connection);
        return tasks.stream()
                .filter(task -> made.contains(task.id()) && !task.slot().waits())
                .map(task -> task.claimedBy(node, due.now()))
                .toList();
    }

    /** The key of slots has caught a defect. */
    static void tellOfConflicts(int conflicts) {
        if (conflicts > 0) {
            LOG.log(
                    Level.SEVERE,
                    "TAKT-204 {0} slots had tasks already: a defect of Takt; their schedules go on",
                    conflicts);
        }
    }

    /** In the order of their slots, so that those of a backlog run in that order. */
    private List<NewTask> tasks(Connection connection, ClusterSql sql) throws SQLException {
        List<DueSlot> slots = new ArrayList<>();
        planned.values().forEach(each -> slots.addAll(each.slots()));
        slots.sort(Comparator.comparing(DueSlot::at));
        List<Long> keys =
                due.newTasks().size() >= slots.size() ? due.newTasks() : sql.newTasks(connection, slots.size());
        return IntStream.range(0, slots.size())
                .mapToObj(i -> new NewTask(keys.get(i), slots.get(i)))
                .toList();
    }

    private PlannedSlots extended(PlannedSlots first) {
        int runs = first.plan().run().size();
        PlannedSlots more = first.withAtMost(room + runs);
        room -= more.plan().run().size() - runs;
        return more;
    }

    private Set<Long> move(Connection connection, ClusterSql sql, long node, List<NewTask> tasks) throws SQLException {
        Map<Long, Long> lastTask = new HashMap<>();
        tasks.forEach(task -> lastTask.merge(task.slot().schedule().id(), task.id(), Math::max));
        List<Advance> advances = new ArrayList<>();
        List<Long> ended = new ArrayList<>();
        planned.forEach((schedule, slots) -> {
            if (slots.plan().deleted()) {
                ended.add(schedule);
            } else {
                advances.add(advance(slots, lastTask.get(schedule)));
            }
        });
        return sql.take(connection, node, tasks, advances, ended);
    }

    /** Also records what is skipped; a run ends the stretch that grew so far. */
    private Advance advance(PlannedSlots slots, @Nullable Long lastTask) {
        long schedule = slots.schedule().id();
        Long open = skipped.add(schedule, slots.schedule().skippedTask(), slots.skipped(true), now);
        if (!slots.plan().run().isEmpty()) {
            open = skipped.add(schedule, null, slots.skipped(false), now);
        }
        Position after = slots.plan().after();
        return new Advance(schedule, after.next().at(), after.next().movedFrom(), after.repeats(), lastTask, open);
    }

    private void setAside(Connection connection) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        broken.forEach((schedule, reason) -> {
            LOG.log(Level.WARNING, "TAKT-205 Schedule {0} cannot be read and is set aside: {1}", new Object[] {
                Long.toString(schedule), reason
            });
            rows.add(new @Nullable Object[] {reason, schedule});
        });
        Jdbc.batch(connection, "UPDATE takt_schedule SET broken = ? WHERE id = ?", rows);
    }
}
