package dev.takt.run;

import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeDeclaredDead;
import dev.takt.cluster.Workers;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import dev.takt.config.Tallies;
import dev.takt.config.Tallies.Tally;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.Database;
import dev.takt.sql.HandOver;
import dev.takt.sql.Jdbc;
import dev.takt.task.Withdrawal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes claimed tasks to workers. A worker is a job on the server's executor that takes tasks from the queue until it
 * is empty; there are at most {@code takt.workers} of them.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

    private static final String HAND_BACK = """
            UPDATE takt_task SET %s, run_after = %s
            WHERE id = ? AND node = ? AND fence = ? AND finished_at IS NULL""";

    private final Runner runner;
    private final Node node;
    private final InMemory inMemory;
    private final Executor executor;
    private final Workers limits;
    private final TaktConfig config;
    private final Tallies tallies;
    private final Database database;
    private final Instance<RequestContextController> requestContexts;

    /** As many as there were workers at once: to look one up takes longer than a short task. */
    private final Queue<RequestContextController> spareContexts = new ConcurrentLinkedQueue<>();

    private final StartRate rate;
    private final TaskQueue queue;

    private final AtomicInteger workers = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean callWhenRoom = new AtomicBoolean();
    private volatile Runnable whenHungry = () -> {};

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Dispatcher() {
        this(null, null, null, null, null, null, null, null, null, null, new NodeClock());
    }

    @Inject
    Dispatcher(
            Runner runner,
            Node node,
            InMemory inMemory,
            @OfTakt Executor executor,
            Workers limits,
            FunctionCall call,
            TaktConfig config,
            Tallies tallies,
            Database database,
            Instance<RequestContextController> requestContexts,
            NodeClock clock) {
        this.runner = runner;
        this.node = node;
        this.inMemory = inMemory;
        this.executor = executor;
        this.config = config;
        this.tallies = tallies;
        this.database = database;
        this.requestContexts = requestContexts;
        this.rate = new StartRate(clock);
        this.limits = limits;
        this.queue = new TaskQueue(task -> call.isTransactional(task), () -> limits.mostTransactional());
    }

    /**
     * Whom to call when there is room again, after {@link #roomOrCall()} had said that there was none.
     *
     * @param claimMore quick, called by workers
     */
    public void whenHungry(Runnable claimMore) {
        whenHungry = claimMore;
    }

    /**
     * How many tasks may be claimed now. If none, whoever asked is called as soon as there is room.
     *
     * @return 0 unless the queue is under half full
     */
    public int roomOrCall() {
        int room = room();
        if (room == 0) {
            callWhenRoom.set(true);
            room = room(); // workers may just have made some, and will not look again
            if (room > 0) {
                callWhenRoom.set(false);
            }
        }
        return room;
    }

    private int room() {
        int size = Math.max(
                Math.min(2 * limits.most(), config.queueLimit()), Math.min(rate.recent(), config.queueLimit()));
        int queued = queue.size();
        return 2 * queued < size || queued == 0 ? size - queued : 0;
    }

    /**
     * Queues tasks and sees to it that workers run them.
     *
     * @param tasks just claimed
     */
    public void add(Collection<ClaimedTask> tasks) {
        tasks.forEach(task -> inMemory.queued(task.claim()));
        queue.addAll(tasks);
        startWorkers();
    }

    /** Starts as many workers as there is work for. Called again each second, should the executor have refused one. */
    public void startWorkers() {
        for (int wanted = Math.min(queue.ready(), limits.most()); wanted > 0 && node.mayStart(); wanted--) {
            if (workers.incrementAndGet() > limits.most()) {
                workers.decrementAndGet();
                return;
            }
            if (!startWorker()) {
                return;
            }
        }
    }

    private boolean startWorker() {
        boolean accepted = false;
        try {
            executor.execute(this::work);
            accepted = true;
        } catch (RejectedExecutionException full) {
            tallies.add(Tally.REFUSED_WORKERS, 1);
            LOG.log(Level.WARNING, "TAKT-308 The executor refused node {0} a worker; tasks wait: {1}", new Object[] {
                Long.toString(node.id()), full.getMessage()
            });
        } finally {
            if (!accepted) { // nor if there was no memory for a thread
                workers.decrementAndGet();
            }
        }
        return accepted;
    }

    /**
     * How many tasks wait in memory.
     *
     * @return the queue's length
     */
    public int queued() {
        return queue.size();
    }

    /**
     * How many workers are at work.
     *
     * @return 0 when all is done
     */
    public int workers() {
        return workers.get();
    }

    /**
     * Whether more tasks are likely to end soon: another one runs, or the next is waiting.
     *
     * @return asked by a worker whose task has just ended
     */
    public boolean isBusy() {
        return underWay.get() > 1 || queue.size() > 0;
    }

    /**
     * Gives queued tasks back to the cluster: the node goes down.
     *
     * @return how many
     */
    public int handBack() {
        List<ClaimedTask> unstarted = queue.takeOutAll();
        database.inNew(connection -> giveBack(connection, unstarted));
        unstarted.forEach(task -> inMemory.gone(task.claim()));
        return unstarted.size();
    }

    /**
     * Interrupts what still runs and gives it back to the cluster: the node goes down, and does not wait any longer. The
     * task of a transactional function follows when its transaction has ended, or is taken over.
     *
     * @return how many
     */
    public int handBackRunning() {
        List<Run> interrupted = runner.interruptAll();
        List<ClaimedTask> plain = interrupted.stream()
                .filter(run -> !run.isTransactional())
                .map(Run::task)
                .toList();
        database.inNew(connection -> giveBack(connection, plain));
        plain.forEach(task -> inMemory.gone(task.claim()));
        return interrupted.size();
    }

    /** A task that is not to be started here. */
    Optional<ClaimedTask> takeOut(long id) {
        Optional<ClaimedTask> found = queue.takeOut(id);
        found.ifPresent(task -> inMemory.gone(task.claim()));
        return found;
    }

    /** A schedule is paused or deleted: its queued tasks go back to the table, in that transaction. */
    void recall(@Observes Withdrawal.Recall event) {
        List<ClaimedTask> recalled = queue.takeOut(task -> Objects.equals(task.schedule(), event.schedule()));
        database.inCurrent(connection -> giveBack(connection, recalled));
        recalled.forEach(task -> inMemory.gone(task.claim()));
    }

    /** N11: what is queued belongs to others now. */
    void forget(@Observes NodeDeclaredDead event) {
        List<ClaimedTask> unstarted = queue.takeOutAll();
        unstarted.forEach(task -> inMemory.gone(task.claim()));
    }

    private int[] giveBack(Connection connection, List<ClaimedTask> tasks) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        tasks.forEach(task -> rows.add(new @Nullable Object[] {task.id(), task.node(), task.fence()}));
        return Jdbc.batch(
                connection,
                HAND_BACK.formatted(HandOver.WAITS_AGAIN, database.sql().nowExpression()),
                rows);
    }

    private void work() {
        boolean counts = true;
        try {
            RequestContextController requestContext =
                    Objects.requireNonNullElseGet(spareContexts.poll(), requestContexts::get);
            while (counts && node.mayStart() && workers.get() <= limits.most()) {
                TaskQueue.Given next = queue.next();
                if (next == null) {
                    break;
                }
                counts = node.mayStart(next.task().claim()) ? start(next, requestContext) : leaveUnstarted(next);
            }
            spareContexts.add(requestContext);
        } finally {
            if (counts) {
                leave();
            }
        }
    }

    /** The lease has run out since: it stays queued. Or its claim's answer came after this node had joined anew: N5 sees to it. */
    private boolean leaveUnstarted(TaskQueue.Given given) {
        if (given.task().node() == node.id()) {
            queue.putBack(given);
        } else {
            queue.ended(given);
            inMemory.gone(given.task().claim());
        }
        return true;
    }

    private boolean start(TaskQueue.Given given, RequestContextController requestContext) {
        rate.started();
        if (callWhenRoom.get() && room() > 0 && callWhenRoom.compareAndSet(true, false)) {
            whenHungry.run();
        }
        underWay.incrementAndGet();
        try {
            return runner.run(given.task(), requestContext, this::leave);
        } finally {
            underWay.decrementAndGet();
            queue.ended(given);
        }
    }

    /** A worker has nothing more to do, or its task was stopped and may go on: another may take its place. */
    private void leave() {
        workers.decrementAndGet();
        if (queue.ready() > 0) {
            startWorkers();
        }
    }
}
