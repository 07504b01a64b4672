package dev.takt.schedule;

import dev.takt.config.Unproxied;
import dev.takt.schedule.NewSchedules.NewSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stores new schedules of callers who have no transaction: alone when nobody else comes, and together with all who have come
 * while the last ones were stored, by one statement and one commit. Who comes alone waits for nobody.
 */
@ApplicationScoped
@Unproxied
class GroupCommit {
    private static final int LARGEST_GROUP = 500;

    /** SQLSTATE: data exception, and integrity constraint violation. Then nothing has been stored, because of one row. */
    private static final List<String> OF_ONE_ROW = List.of("22", "23");

    /** Some tenths of a millisecond at most. */
    private static final int LOOKS = 500;

    private final NewSchedules newSchedules;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore writer = new Semaphore(1);

    /** How many they were; the writer's. */
    private int lastGroup;

    @Inject
    GroupCommit(NewSchedules newSchedules) {
        this.newSchedules = newSchedules;
    }

    /**
     * Returns when it is committed.
     *
     * @throws dev.takt.sql.DatabaseException if the database refused it or is away; the outcome may be unknown
     */
    ScheduleRow store(NewSchedule schedule) {
        Waiting own = new Waiting(schedule);
        waiting.add(own);
        boolean interrupted = false;
        while (!own.isOver()) {
            if (writer.tryAcquire()) {
                try {
                    storeAll(nextGroup());
                } finally {
                    writer.release();
                    callNextWriter();
                }
            } else {
                LockSupport.park(own); // no longer than a statement takes
                interrupted |= Thread.interrupted(); // what is stored is known then
            }
        }
        if (interrupted) {
            own.thread.interrupt();
        }
        return own.row();
    }

    /** Those of the last group have just been let go, and may be about to come again: a moment for them is well spent. */
    private List<Waiting> nextGroup() {
        for (int look = 0; look < LOOKS && waiting.size() < lastGroup; look++) {
            Thread.yield();
        }
        List<Waiting> group = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            group.add(next);
            if (group.size() == LARGEST_GROUP) {
                break;
            }
        }
        lastGroup = group.size();
        return group;
    }

    /** Whoever came too late for the group, and found the writer still at it. */
    private void callNextWriter() {
        Waiting next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }

    private void storeAll(List<Waiting> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            List<ScheduleRow> rows =
                    newSchedules.store(group.stream().map(Waiting::schedule).toList());
            for (int i = 0; i < rows.size(); i++) {
                group.get(i).isStored(rows.get(i));
            }
        } catch (RuntimeException | Error refused) {
            if (group.size() > 1 && isOfOneRow(refused)) {
                group.forEach(one -> storeAll(List.of(one)));
            } else {
                group.forEach(one -> one.isRefused(refused));
            }
        }
    }

    private static boolean isOfOneRow(Throwable refused) {
        return refused.getCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && OF_ONE_ROW.stream().anyMatch(sql.getSQLState()::startsWith);
    }

    /** A caller. */
    private static final class Waiting {
        private final NewSchedule schedule;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable ScheduleRow row;
        private volatile @Nullable Throwable refused;

        Waiting(NewSchedule schedule) {
            this.schedule = schedule;
        }

        NewSchedule schedule() {
            return schedule;
        }

        boolean isOver() {
            return row != null || refused != null;
        }

        void isStored(ScheduleRow stored) {
            row = stored;
            wake();
        }

        void isRefused(Throwable why) {
            refused = why;
            wake();
        }

        void wake() {
            LockSupport.unpark(thread);
        }

        ScheduleRow row() {
            ScheduleRow stored = row;
            if (stored != null) {
                return stored;
            }
            if (refused instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) refused;
        }
    }
}
