package dev.takt.poll;

import dev.takt.calendar.DuePlan;
import dev.takt.calendar.DueRules;
import dev.takt.calendar.MissedSlots;
import dev.takt.calendar.Position;
import dev.takt.calendar.SkippedSlots;
import dev.takt.calendar.Slot;
import dev.takt.run.Arguments;
import dev.takt.run.ArgumentsException;
import dev.takt.schedule.Rules;
import dev.takt.sql.Advance;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.ClusterSql;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.Jdbc;
import dev.takt.sql.NewTask;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * N6: from locked schedules to tasks. One slot of each due schedule first, further ones from the room that is left. A row
 * that cannot be read is set aside with the reason and holds up nobody.
 */
final class ClaimedSlots {
    private static final Logger LOG = Logger.getLogger(ClaimedSlots.class.getName());

    private final Rules rules;
    private final Instant now;
    private int room;
    private final Map<DueSchedule, DuePlan> plans = new LinkedHashMap<>();
    private final Map<DueSchedule, DueRules> readable = new LinkedHashMap<>();
    private final Map<Long, String> broken = new LinkedHashMap<>();

    ClaimedSlots(Rules rules, Instant now, int room) {
        this.rules = rules;
        this.now = now;
        this.room = room;
    }

    void plan(List<DueSchedule> due) {
        for (DueSchedule schedule : due) {
            try {
                Arguments.array(schedule.args());
                Arguments.object(schedule.kwargs());
                readable.put(schedule, rules.of(schedule));
                plan(schedule, 1);
            } catch (ArgumentsException unreadable) {
                broken.put(schedule.id(), unreadable.field() + ": " + unreadable.getMessage());
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                readable.remove(schedule);
                broken.put(schedule.id(), Objects.requireNonNullElse(unreadable.getMessage(), unreadable.toString()));
            }
        }
        for (DueSchedule schedule : readable.keySet()) {
            if (room > 0 && isStillDue(schedule)) {
                room += runs(schedule);
                plan(schedule, room);
            }
        }
    }

    /** The stretches that do not run, by schedule. */
    Map<Long, List<SkippedSlots>> skipped() {
        Map<Long, List<SkippedSlots>> bySchedule = new LinkedHashMap<>();
        plans.forEach((schedule, plan) -> bySchedule.put(schedule.id(), plan.skipped()));
        return bySchedule;
    }

    List<ClaimedTask> write(Connection connection, ClusterSql sql, long node) throws SQLException {
        List<NewTask> slots = new ArrayList<>();
        plans.forEach((schedule, plan) -> plan.run().forEach(slot -> slots.add(new NewTask(schedule, slot.at()))));
        List<ClaimedTask> tasks = slots.isEmpty() ? List.of() : sql.insertClaimed(connection, node, slots);
        if (tasks.size() < slots.size()) {
            LOG.log(
                    Level.SEVERE,
                    "{0} slots had a task already: a defect of Takt; their schedules go on",
                    slots.size() - tasks.size());
        }
        moveOn(connection, sql, tasks);
        setAside(connection);
        return tasks;
    }

    private void plan(DueSchedule schedule, int maxRuns) {
        Position position = new Position(new Slot(schedule.nextRun(), schedule.movedFrom()), schedule.repeats());
        DuePlan plan = MissedSlots.plan(position, now, Objects.requireNonNull(readable.get(schedule)), maxRuns);
        plans.put(schedule, plan);
        room -= plan.run().size();
    }

    private int runs(DueSchedule schedule) {
        return Objects.requireNonNull(plans.get(schedule)).run().size();
    }

    private boolean isStillDue(DueSchedule schedule) {
        DuePlan plan = Objects.requireNonNull(plans.get(schedule));
        return !plan.deleted() && plan.after().isDue(now, Objects.requireNonNull(readable.get(schedule)));
    }

    private void moveOn(Connection connection, ClusterSql sql, List<ClaimedTask> tasks) throws SQLException {
        Map<Long, Long> lastTask = new HashMap<>();
        tasks.forEach(task -> lastTask.merge(Objects.requireNonNull(task.schedule()), task.id(), Math::max));
        List<Advance> advances = new ArrayList<>();
        List<@Nullable Object[]> ended = new ArrayList<>();
        plans.forEach((schedule, plan) -> {
            if (plan.deleted()) {
                ended.add(new @Nullable Object[] {schedule.id()});
            } else {
                Position after = plan.after();
                advances.add(new Advance(
                        schedule.id(),
                        after.next().at(),
                        after.next().movedFrom(),
                        after.repeats(),
                        lastTask.get(schedule.id())));
            }
        });
        if (!advances.isEmpty()) {
            sql.advance(connection, advances);
        }
        Jdbc.batch(connection, "DELETE FROM takt_schedule WHERE id = ?", ended);
    }

    private void setAside(Connection connection) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        broken.forEach((schedule, reason) -> {
            LOG.log(Level.WARNING, "Schedule {0} cannot be read and is set aside: {1}", new Object[] {
                Long.toString(schedule), reason
            });
            rows.add(new @Nullable Object[] {reason, schedule});
        });
        Jdbc.batch(connection, "UPDATE takt_schedule SET broken = ? WHERE id = ?", rows);
    }
}
