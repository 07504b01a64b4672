package dev.takt.hook;

import dev.takt.api.Hook;
import dev.takt.api.HookInfo;
import dev.takt.api.Task;
import dev.takt.api.TaskFailed;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskState;
import dev.takt.api.TaskSucceeded;
import dev.takt.config.NodeClock;
import dev.takt.config.OfTakt;
import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import dev.takt.sql.DatabaseException;
import dev.takt.sql.ForeignText;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells observers of finished tasks: once per task, each as a job of its own, so that a slow observer holds up nobody.
 * What an observer throws is logged and kept on the task; the outcome stands (SEMANTICS, section 8).
 */
@ApplicationScoped
@Unproxied
public class Hooks {
    private static final Logger LOG = Logger.getLogger(Hooks.class.getName());

    private final HookExtension observers;
    private final Event<TaskFinished> event;
    private final Executor executor;
    private final Database database;
    private final NodeClock clock;
    private final TaktConfig config;

    private static final String RECORD = """
            UPDATE takt_task SET hook_pending = false, hook_error = ?
            WHERE id = ? AND hook_pending AND (save OR state <> 'SUCCEEDED')""";

    /** A success that is not to be saved has stayed for its hook only. */
    private static final String FORGET =
            "DELETE FROM takt_task WHERE id = ? AND hook_pending AND NOT save AND state = 'SUCCEEDED'";

    /** By the ids of the tasks whose observers are being told by this node. */
    private final Map<Long, Telling> underway = new ConcurrentHashMap<>();

    @Inject
    Hooks(
            HookExtension observers,
            Event<TaskFinished> event,
            @OfTakt Executor executor,
            Database database,
            NodeClock clock,
            TaktConfig config) {
        this.observers = observers;
        this.event = event;
        this.executor = executor;
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Whether anybody is to be told of a task with this hook. Known since deployment.
     *
     * @param hook a hook's name, or null
     * @param state how the task has ended
     * @return false spares the event
     */
    public boolean isObserved(@Nullable String hook, TaskState state) {
        return observers.someoneSeesAll(state) || (hook != null && isKnown(hook));
    }

    /**
     * Whether somebody observes this very hook.
     *
     * @param hook a hook's name
     * @return false deserves a warning
     */
    public boolean isKnown(String hook) {
        return observers.observersByHook().containsKey(hook);
    }

    /**
     * The hooks that somebody observes.
     *
     * @return their names
     */
    public String[] names() {
        return observers.observersByHook().keySet().toArray(String[]::new);
    }

    /**
     * What can be named as a hook.
     *
     * @return by name
     */
    public List<HookInfo> all() {
        return observers.observersByHook().entrySet().stream()
                .map(hook -> new HookInfo(hook.getKey(), hook.getValue()))
                .toList();
    }

    /**
     * Has the observers told, soon.
     *
     * @param task finished, and committed with a pending hook
     */
    public void submit(Task task) {
        Telling telling = new Telling(task, clock);
        if (underway.putIfAbsent(task.id(), telling) == null) {
            boolean accepted = false;
            try {
                executor.execute(() -> tell(telling));
                accepted = true;
            } catch (RejectedExecutionException full) {
                LOG.log(Level.FINE, "The hook of task " + task.id() + " stays pending", full);
            } finally {
                if (!accepted) {
                    underway.remove(task.id()); // still pending in the table: the next reconciliation finds it
                }
            }
        }
    }

    /**
     * Whether this node is telling a task's observers.
     *
     * @param task its id
     * @return true until that is recorded
     */
    public boolean isUnderway(long task) {
        return underway.containsKey(task);
    }

    /** Interrupts observers that have taken longer than {@code takt.hook-timeout}, and waits for them no longer. */
    public void stopOverlong() {
        Duration limit = config.hookTimeout();
        underway.values().stream()
                .filter(telling -> telling.isLongerThan(limit))
                .filter(Telling::stop)
                .forEach(telling -> {
                    Task task = telling.task();
                    LOG.log(
                            Level.WARNING,
                            "TAKT-408 The hook {0} of task {1} takes longer than {2}: interrupted",
                            new Object[] {task.hook(), Long.toString(task.id()), limit});
                    end(task, "exceeded takt.hook-timeout of " + limit);
                });
    }

    private void tell(Telling telling) {
        telling.begin();
        String error = fire(telling.task());
        if (telling.end()) {
            end(telling.task(), error);
        }
    }

    private void end(Task task, @Nullable String error) {
        try {
            record(task, error);
        } catch (DatabaseException away) {
            LOG.log(Level.FINE, "The hook of task " + task.id() + " stays pending", away);
        } finally {
            underway.remove(task.id());
        }
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable") // an observer may throw anything
    private @Nullable String fire(Task task) {
        TaskFinished finished = task.state() == TaskState.SUCCEEDED ? new TaskSucceeded(task) : new TaskFailed(task);
        try {
            if (task.hook() == null) {
                event.fire(finished);
            } else {
                event.select(new Hook.Literal(task.hook())).fire(finished);
            }
            return null;
        } catch (Throwable thrown) {
            LOG.log(Level.WARNING, "TAKT-401 The hook " + task.hook() + " of task " + task.id() + " threw", thrown);
            return ForeignText.of(thrown::toString);
        }
    }

    private void record(Task task, @Nullable String error) {
        database.inNew(connection -> {
            int kept = Jdbc.update(connection, RECORD, error, task.id());
            return kept == 1 ? kept : Jdbc.update(connection, FORGET, task.id());
        });
    }
}
