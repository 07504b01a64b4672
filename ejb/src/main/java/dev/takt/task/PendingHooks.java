package dev.takt.task;

import dev.takt.api.Task;
import dev.takt.api.TaskState;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.config.DatabaseTime;
import dev.takt.hook.Hooks;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.TaskClaim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * N10: fires what was committed and not fired: its node died between the commit and the hook, or lost the commit's
 * answer. An own one counts only when two looks in a row find it, since its firing may just be under way. Applications of one
 * cluster have different observers: what nobody observes here is left to those who do.
 */
@ApplicationScoped
public class PendingHooks {
    /** {@code id + 0}: otherwise PostgreSQL may walk over all kept tasks by their primary key (decision 0017). */
    private static final String PENDING = """
            SELECT id, node, fence FROM takt_task
            WHERE hook_pending AND (finished_at IS NULL OR hook_pending) AND finished_at IS NOT NULL
                AND (node IS NULL OR node = ? OR NOT EXISTS (SELECT 1 FROM takt_node n WHERE n.id = takt_task.node))
                AND (node = ? OR hook = ANY(?) OR (state = 'SUCCEEDED' AND ?) OR (state <> 'SUCCEEDED' AND ?)
                    OR finished_at < ?)
            ORDER BY id + 0 LIMIT 500""";

    /** So long a hook that nobody here observes waits for a node of the application that does. */
    private static final Duration LEFT_TO_OTHERS = Duration.ofHours(1);

    /** Only one node fires: the one that makes the row its own. */
    private static final String MAKE_MINE =
            "UPDATE takt_task SET node = ? WHERE id = ? AND hook_pending AND (node IS NULL OR node = ? OR NOT EXISTS"
                    + " (SELECT 1 FROM takt_node n WHERE n.id = takt_task.node))";

    private final Database database;
    private final Node node;
    private final InMemory inMemory;
    private final Hooks hooks;
    private final DatabaseTime time;
    private Set<Long> suspects = Set.of();

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected PendingHooks() {
        this(null, null, null, null, null);
    }

    @Inject
    PendingHooks(Database database, Node node, InMemory inMemory, Hooks hooks, DatabaseTime time) {
        this.database = database;
        this.node = node;
        this.inMemory = inMemory;
        this.hooks = hooks;
        this.time = time;
    }

    /**
     * Looks once, and no longer waits for observers that hang.
     *
     * @return how many hooks were fired
     */
    public synchronized int run() {
        hooks.stopOverlong();
        long me = node.id();
        Set<Long> pending = look(me).stream()
                .filter(claim -> !inMemory.has(claim) && !hooks.isUnderway(claim.task()))
                .map(TaskClaim::task)
                .collect(Collectors.toSet());
        List<Long> again = pending.stream().filter(suspects::contains).toList();
        suspects = pending;
        if (again.isEmpty()) {
            return 0;
        }
        List<Task> mine = database.inShort(connection -> {
            List<Long> made = new ArrayList<>();
            for (Long id : again) {
                if (Jdbc.update(connection, MAKE_MINE, me, id, me) == 1) {
                    made.add(id);
                }
            }
            return TaskReader.byIds(connection, made);
        });
        mine.forEach(hooks::submit);
        return mine.size();
    }

    private List<TaskClaim> look(long me) {
        Instant longAgo = time.now().map(now -> now.minus(LEFT_TO_OTHERS)).orElse(Instant.EPOCH);
        return database.atOnce(connection -> Jdbc.query(
                connection,
                PENDING,
                TaskClaim::read,
                me,
                me,
                hooks.names(),
                hooks.isObserved(null, TaskState.SUCCEEDED),
                hooks.isObserved(null, TaskState.FAILED),
                longAgo));
    }
}
