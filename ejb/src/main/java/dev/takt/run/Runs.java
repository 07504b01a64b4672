package dev.takt.run;

import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What runs on this node. A run that was stopped is not among it, even if its function goes on. Of one task there may be two:
 * this node was declared dead during the first, and has claimed the task again.
 */
@ApplicationScoped
@Unproxied
class Runs {
    private final Set<Run> runs = ConcurrentHashMap.newKeySet();

    void add(Run run) {
        runs.add(run);
    }

    void remove(Run run) {
        runs.remove(run);
    }

    Collection<Run> of(long task) {
        return runs.stream().filter(run -> run.task().id() == task).toList();
    }

    Collection<Run> all() {
        return List.copyOf(runs);
    }
}
