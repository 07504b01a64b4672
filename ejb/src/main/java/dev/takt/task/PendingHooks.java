package dev.takt.task;

import dev.takt.api.Task;
import dev.takt.cluster.InMemory;
import dev.takt.cluster.Node;
import dev.takt.hook.Hooks;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import dev.takt.sql.TaskClaim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * N10: fires what was committed and not fired: its node died between the commit and the hook, or lost the commit's
 * answer. An own one counts only when two looks in a row find it, since its firing may just be under way.
 */
@ApplicationScoped
public class PendingHooks {
    private static final String PENDING = """
            SELECT id, node, fence FROM takt_task
            WHERE hook_pending AND (finished_at IS NULL OR hook_pending) AND finished_at IS NOT NULL
                AND (node IS NULL OR node = ? OR NOT EXISTS (SELECT 1 FROM takt_node n WHERE n.id = takt_task.node))
            ORDER BY id LIMIT 500""";

    /** Only one node fires: the one that makes the row its own. */
    private static final String MAKE_MINE =
            "UPDATE takt_task SET node = ? WHERE id = ? AND hook_pending AND (node IS NULL OR node = ? OR NOT EXISTS"
                    + " (SELECT 1 FROM takt_node n WHERE n.id = takt_task.node))";

    private final Database database;
    private final Node node;
    private final InMemory inMemory;
    private final Hooks hooks;
    private Set<Long> suspects = Set.of();

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected PendingHooks() {
        this(null, null, null, null);
    }

    @Inject
    PendingHooks(Database database, Node node, InMemory inMemory, Hooks hooks) {
        this.database = database;
        this.node = node;
        this.inMemory = inMemory;
        this.hooks = hooks;
    }

    /**
     * Looks once, and no longer waits for observers that hang.
     *
     * @return how many hooks were fired
     */
    public synchronized int run() {
        hooks.stopOverlong();
        long me = node.id();
        Set<Long> pending = database.atOnce(connection -> Jdbc.query(connection, PENDING, TaskClaim::read, me)).stream()
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
}
