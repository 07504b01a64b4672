package dev.takt.task;

import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.cluster.Signal;
import dev.takt.cluster.Signals;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.TaskClaim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Withdraws a schedule's tasks that have not started: the schedule is paused or deleted (SEMANTICS, section 5). Those in
 * other nodes' queues are withdrawn by these, on a signal.
 */
@ApplicationScoped
public class Withdrawal {
    private static final String UNSTARTED = """
            SELECT id, generation FROM takt_task
            WHERE schedule_id = ? AND finished_at IS NULL AND node IS NULL ORDER BY id FOR UPDATE SKIP LOCKED""";

    private static final String CANCEL =
            "UPDATE takt_task SET state = 'CANCELLED', finished_at = %s, error_message = ? WHERE id = ?";

    private static final String LEFT = """
            SELECT id, node, fence, (SELECT n.id FROM takt_node n WHERE n.id = takt_task.node) AS live FROM takt_task
            WHERE schedule_id = ? AND finished_at IS NULL""";

    private static final String GIVE_BACK =
            "UPDATE takt_schedule SET repeats = repeats + ? WHERE id = ? AND repeats >= 0";

    /**
     * Heard by whoever holds queued tasks: those of this schedule are to be given back, in the same transaction.
     *
     * @param schedule its id
     */
    public record Recall(long schedule) {}

    private final Database database;
    private final Event<Recall> recall;
    private final Signals signals;
    private final Node node;
    private final InMemory inMemory;

    /** An unfinished task: of a live node, of one that is gone, or of nobody. */
    private record Left(@Nullable TaskClaim claim, @Nullable Long live) {}

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Withdrawal() {
        this(null, null, null, null, null);
    }

    @Inject
    Withdrawal(Database database, Event<Recall> recall, Signals signals, Node node, InMemory inMemory) {
        this.database = database;
        this.recall = recall;
        this.signals = signals;
        this.node = node;
        this.inMemory = inMemory;
    }

    /**
     * Withdraws in the caller's transaction.
     *
     * @param schedule whose row the caller has locked
     * @param reason for people
     * @return how many slots were withdrawn at once: their repeats may be given back. Those withdrawn later by other
     *     nodes give theirs back themselves
     */
    public int of(long schedule, String reason) {
        int slots = withdraw(schedule, reason);
        signalOthers(schedule, reason);
        return slots;
    }

    /** Another node has withdrawn what it could; here is the rest, unless the schedule goes on by now. */
    void ordered(@Observes Signal signal) {
        if (signal.kind() == Signal.Kind.WITHDRAW) {
            Optional<Boolean> paused = lock(signal.subject());
            if (paused.orElse(true)) {
                int slots = withdraw(signal.subject(), signal.reason());
                database.inCurrent(connection -> Jdbc.update(connection, GIVE_BACK, slots, signal.subject()));
                if (left(signal.subject()).stream().anyMatch(task -> task.live() == null)) {
                    signal.again(); // just being claimed or taken over
                }
            }
        }
    }

    private int withdraw(long schedule, String reason) {
        recall.fire(new Recall(schedule));
        return database.inCurrent(connection -> {
            List<@Nullable Object[]> cancelled = new ArrayList<>();
            List<Boolean> slots = Jdbc.query(
                    connection,
                    UNSTARTED,
                    row -> {
                        cancelled.add(new @Nullable Object[] {reason, row.getLong("id")});
                        return row.getObject("generation") != null;
                    },
                    schedule);
            Jdbc.batch(connection, CANCEL.formatted(database.sql().nowExpression()), cancelled);
            return (int) slots.stream().filter(isSlot -> isSlot).count();
        });
    }

    /** A row that still waits is locked by whoever claims it just now: any node may have it in a moment. */
    private void signalOthers(long schedule, String reason) {
        List<Left> left = left(schedule);
        if (left.stream().anyMatch(task -> task.claim() == null)) {
            signals.sendToAll(Signal.Kind.WITHDRAW, schedule, reason);
        } else {
            left.stream()
                    .filter(task -> !runsHere(task))
                    .map(task -> Objects.requireNonNull(task.claim()).node())
                    .distinct()
                    .forEach(holder -> signals.send(holder, Signal.Kind.WITHDRAW, schedule, reason));
        }
    }

    private List<Left> left(long schedule) {
        return database.inCurrent(connection -> Jdbc.query(
                connection,
                LEFT,
                row -> new Left(
                        row.getObject("node") == null ? null : TaskClaim.read(row), row.getObject("live", Long.class)),
                schedule));
    }

    /** Under the id that this node has now: what it still runs under an older one is about to be taken over. */
    private boolean runsHere(Left task) {
        TaskClaim claim = task.claim();
        return claim != null && claim.node() == node.id() && inMemory.isRunning(claim);
    }

    /** Whether it is paused; empty if it is gone. */
    private Optional<Boolean> lock(long schedule) {
        return database.inCurrent(connection -> Jdbc.one(
                connection,
                "SELECT paused FROM takt_schedule WHERE id = ? FOR UPDATE",
                row -> row.getBoolean("paused"),
                schedule));
    }
}
