package dev.takt.sql;

import dev.takt.config.NodeClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stores what callers without a transaction want to have stored: alone when nobody else comes, and together with all who have
 * come while the last ones were stored, by one statement and one commit. Who comes alone waits for nobody.
 *
 * @param <T> what a caller wants to have stored
 * @param <R> what it gets for it
 */
public final class GroupCommit<T, R> {
    private static final int LARGEST_GROUP = 500;

    /** SQLSTATE: data exception, and integrity constraint violation. Then nothing has been stored, because of one row. */
    private static final List<String> OF_ONE_ROW = List.of("22", "23");

    /** Whoever has waited so long for a statement of others, which may have lost its connection, does without them. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Some tenths of a millisecond at most. */
    private static final int LOOKS = 500;

    private final Function<List<T>, List<R>> statement;
    private final NodeClock clock;
    private final Queue<Waiting<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final Semaphore writer = new Semaphore(1);

    /** How many they were; the writer's. */
    private int lastGroup;

    /**
     * For one kind of rows.
     *
     * @param statement stores all or none of them and commits, by one statement; answers in their order
     * @param clock for how long a caller has waited
     */
    public GroupCommit(Function<List<T>, List<R>> statement, NodeClock clock) {
        this.statement = statement;
        this.clock = clock;
    }

    /**
     * Returns when it is committed.
     *
     * @param wanted by the caller
     * @return what the statement answered for it
     * @throws DatabaseException if the database refused it or is away; the outcome may be unknown
     */
    public R store(T wanted) {
        Waiting<T, R> own = new Waiting<>(wanted);
        waiting.add(own);
        long began = clock.nanoTime();
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
                LockSupport.parkNanos(own, PATIENCE.toNanos()); // rarely longer than a statement takes
                interrupted |= Thread.interrupted(); // what is stored is known then
                if (clock.since(began).compareTo(PATIENCE) >= 0 && waiting.remove(own)) {
                    storeAll(List.of(own));
                    callNextWriter(); // it may have been this one that was called
                }
            }
        }
        if (interrupted) {
            own.thread.interrupt();
        }
        return own.answer();
    }

    /** Those of the last group have just been let go, and may be about to come again: a moment for them is well spent. */
    private List<Waiting<T, R>> nextGroup() {
        for (int look = 0; look < LOOKS && waiting.size() < lastGroup; look++) {
            Thread.yield();
        }
        List<Waiting<T, R>> group = new ArrayList<>();
        for (Waiting<T, R> next = waiting.poll(); next != null; next = waiting.poll()) {
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
        Waiting<T, R> next = waiting.peek();
        if (next != null) {
            next.wake();
        }
    }

    private void storeAll(List<Waiting<T, R>> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            List<R> answers =
                    statement.apply(group.stream().map(Waiting::wanted).toList());
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).isStored(answers.get(i));
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
    private static final class Waiting<T, R> {
        private final T wanted;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable R answer;
        private volatile @Nullable Throwable refused;

        Waiting(T wanted) {
            this.wanted = wanted;
        }

        T wanted() {
            return wanted;
        }

        boolean isOver() {
            return answer != null || refused != null;
        }

        void isStored(R stored) {
            answer = stored;
            wake();
        }

        void isRefused(Throwable why) {
            refused = why;
            wake();
        }

        void wake() {
            LockSupport.unpark(thread);
        }

        R answer() {
            R stored = answer;
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
