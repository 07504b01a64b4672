package dev.takt.run;

import dev.takt.sql.ClaimedTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait in memory, in the order in which they came. Only so many of transactional functions are given out at
 * once; beyond these, others that came later go first.
 */
final class TaskQueue {
    private final BlockingDeque<Place> plain = new LinkedBlockingDeque<>();
    private final BlockingDeque<Place> transactional = new LinkedBlockingDeque<>();
    private final AtomicLong places = new AtomicLong();
    private final AtomicInteger transactionalOut = new AtomicInteger();
    private final Predicate<ClaimedTask> isTransactional;
    private final IntSupplier mostTransactional;

    private record Place(long number, ClaimedTask task, boolean transactional) {}

    /** A task that was given out, and is to be {@linkplain #ended reported} when it has ended. */
    record Given(ClaimedTask task, boolean transactional) {}

    TaskQueue(Predicate<ClaimedTask> isTransactional, IntSupplier mostTransactional) {
        this.isTransactional = isTransactional;
        this.mostTransactional = mostTransactional;
    }

    void addAll(Collection<ClaimedTask> tasks) {
        for (ClaimedTask task : tasks) {
            Place place = new Place(places.incrementAndGet(), task, isTransactional.test(task));
            queueOf(place.transactional()).addLast(place);
        }
    }

    private BlockingDeque<Place> queueOf(boolean isTransactional) {
        return isTransactional ? transactional : plain;
    }

    /** The next to run; null if there is none, or none that may run now. */
    @Nullable
    Given next() {
        Place first = plain.peekFirst();
        Place other = transactional.peekFirst();
        boolean otherIsNext = other != null && (first == null || other.number() < first.number());
        if (otherIsNext && takeTurn()) {
            Place taken = transactional.pollFirst();
            if (taken != null) {
                return new Given(taken.task(), true);
            }
            transactionalOut.decrementAndGet();
        }
        Place taken = plain.pollFirst();
        return taken == null ? null : new Given(taken.task(), false);
    }

    private boolean takeTurn() {
        if (transactionalOut.incrementAndGet() <= mostTransactional.getAsInt()) {
            return true;
        }
        transactionalOut.decrementAndGet();
        return false;
    }

    /** It has ended, and its thread has come back. */
    void ended(Given given) {
        if (given.transactional()) {
            transactionalOut.decrementAndGet();
        }
    }

    /** It was given out, and could not be run: it goes first again. */
    void putBack(Given given) {
        ended(given);
        queueOf(given.transactional()).addFirst(new Place(0, given.task(), given.transactional()));
    }

    int size() {
        return plain.size() + transactional.size();
    }

    /** How many may run now. */
    int ready() {
        int turns = Math.max(0, mostTransactional.getAsInt() - transactionalOut.get());
        return plain.size() + Math.min(transactional.size(), turns);
    }

    Optional<ClaimedTask> takeOut(long id) {
        return takeOut(task -> task.id() == id).stream().findFirst();
    }

    List<ClaimedTask> takeOut(Predicate<ClaimedTask> wanted) {
        List<ClaimedTask> out = new ArrayList<>();
        for (BlockingDeque<Place> queue : List.of(plain, transactional)) {
            List.copyOf(queue).stream()
                    .filter(place -> wanted.test(place.task()))
                    .filter(queue::remove)
                    .forEach(place -> out.add(place.task()));
        }
        return out;
    }

    List<ClaimedTask> takeOutAll() {
        List<Place> places = new ArrayList<>();
        plain.drainTo(places);
        transactional.drainTo(places);
        return places.stream().map(Place::task).toList();
    }
}
