package dev.takt.jmx;

import dev.takt.api.Missed;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NodeInfo;
import dev.takt.api.Overview;
import dev.takt.api.Page;
import dev.takt.api.PreviewSlot;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleCondition;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Status;
import dev.takt.config.Caller;
import dev.takt.config.OwnContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The scheduler's own answers, in Takt's context: a JMX client's thread has none. */
final class SchedulerConsole implements SchedulerMXBean {
    private static final String WHO = "jmx";

    private final Scheduler scheduler;
    private final Caller caller;
    private final OwnContext context;
    private final Optional<String> whyReadOnly;

    SchedulerConsole(Scheduler scheduler, Caller caller, OwnContext context, Optional<String> whyReadOnly) {
        this.scheduler = scheduler;
        this.caller = caller;
        this.context = context;
        this.whyReadOnly = whyReadOnly;
    }

    @Override
    public String getNode() {
        return self().name();
    }

    @Override
    public long getNodeId() {
        return self().id();
    }

    @Override
    public String getVersion() {
        return status().version();
    }

    @Override
    public String getDatabase() {
        return status().database();
    }

    @Override
    public boolean isReady() {
        try {
            return status().ready();
        } catch (IllegalStateException away) {
            return false;
        }
    }

    @Override
    public boolean isDraining() {
        return self().draining();
    }

    @Override
    public int getWorkers() {
        return status().workers();
    }

    @Override
    public int getTransactionalWorkers() {
        return self().transactionalWorkers();
    }

    @Override
    public int getRunning() {
        return status().running();
    }

    @Override
    public int getQueued() {
        return status().queued();
    }

    @Override
    public long getWaiting() {
        return overview().waiting();
    }

    @Override
    public long getDueWithinHour() {
        return overview().dueWithinHour();
    }

    @Override
    public double getDueLagSeconds() {
        return overview().dueLag().toNanos() / 1e9;
    }

    @Override
    public long getOverdueSchedules() {
        return overview().overdue();
    }

    @Override
    public long getFailingSchedules() {
        return overview().failing();
    }

    @Override
    public long getBrokenSchedules() {
        return overview().broken();
    }

    @Override
    public List<String> getNodes() {
        return status().nodes().stream().map(SchedulerConsole::line).toList();
    }

    private static String line(NodeInfo node) {
        return node.name() + " " + node.id() + " since " + node.startedAt() + ", " + node.workers() + " workers"
                + (node.draining() ? ", drains" : "");
    }

    @Override
    public List<String> nextSlots(long schedule, int count) {
        return ask(() -> scheduler.preview(schedule, count)).stream()
                .map(SchedulerConsole::line)
                .toList();
    }

    private static String line(PreviewSlot slot) {
        return slot.slot() + (slot.remark() == null ? "" : " " + slot.remark());
    }

    @Override
    public int pauseAll() {
        return order(() -> eachThatIs(false, schedule -> scheduler.pause(schedule.id())));
    }

    @Override
    public int resumeAll(boolean missedByRule) {
        Missed missed = missedByRule ? Missed.BY_RULE : Missed.SKIP;
        return order(() -> eachThatIs(true, schedule -> scheduler.resume(schedule.id(), missed)));
    }

    /** One by one: what one refuses does not keep the others back, and no transaction grows large. */
    private int eachThatIs(boolean paused, Consumer<Schedule> act) {
        return (int) all(paused).stream()
                .filter(schedule -> schedule.paused() == paused)
                .filter(schedule -> isDone(act, schedule))
                .count();
    }

    /** Before anything is done: what is paused or resumed meanwhile would move the pages. */
    private List<Schedule> all(boolean paused) {
        ScheduleQuery newest = ScheduleQuery.newest(ScheduleQuery.MAX_LIMIT);
        ScheduleQuery query = paused ? newest.in(ScheduleCondition.PAUSED) : newest;
        List<Schedule> found = new ArrayList<>();
        Page<Schedule> page = scheduler.schedules(query);
        found.addAll(page.items());
        while (page.next() != null) {
            page = scheduler.schedules(query.following(page));
            found.addAll(page.items());
        }
        return found;
    }

    private static boolean isDone(Consumer<Schedule> act, Schedule schedule) {
        try {
            act.accept(schedule);
            return true;
        } catch (NoSuchScheduleException | ScheduleRejectedException goneOrBroken) {
            return false;
        }
    }

    @Override
    public void drain() {
        orderThisNode(scheduler::drain);
    }

    @Override
    public void undrain() {
        orderThisNode(scheduler::undrain);
    }

    @Override
    public void resize(int workers, int transactionalWorkers) {
        orderThisNode(me -> scheduler.resize(me, workers, transactionalWorkers));
    }

    private void orderThisNode(LongConsumer deed) {
        long me = getNodeId();
        boolean unused = order(() -> {
            deed.accept(me);
            return true;
        });
    }

    @Override
    public long run(long schedule) {
        return order(() -> scheduler.runNow(schedule).value());
    }

    private NodeInfo self() {
        return status().self().orElseThrow(() -> new IllegalStateException("This node is not in the cluster just now"));
    }

    private Status status() {
        return ask(scheduler::status);
    }

    private Overview overview() {
        return ask(scheduler::overview);
    }

    private <T> T order(Supplier<T> deed) {
        whyReadOnly.ifPresent(why -> {
            throw new IllegalStateException(why);
        });
        return ask(() -> caller.as(WHO, deed));
    }

    /**
     * What is thrown stays inside: WildFly's context would hide it in exceptions of its own. Payara's wants a class loader, which
     * threads of Java's own connector do not have.
     */
    private <T> T ask(Supplier<T> question) {
        Thread client = Thread.currentThread();
        ClassLoader before = client.getContextClassLoader();
        client.setContextClassLoader(SchedulerConsole.class.getClassLoader());
        try {
            return CompletableFuture.supplyAsync(question, context::run).join();
        } catch (CompletionException thrown) {
            throw known(Objects.requireNonNull(thrown.getCause()));
        } catch (RuntimeException noContext) {
            throw known(noContext);
        } finally {
            client.setContextClassLoader(before);
        }
    }

    /** The client may not have our exceptions. */
    private static RuntimeException known(Throwable thrown) {
        if (thrown instanceof NoSuchScheduleException || thrown instanceof ScheduleRejectedException) {
            return new IllegalArgumentException(thrown.getMessage());
        }
        boolean saysAll = thrown instanceof SchedulerUnavailableException;
        return new IllegalStateException(saysAll ? thrown.getMessage() : thrown.toString());
    }
}
