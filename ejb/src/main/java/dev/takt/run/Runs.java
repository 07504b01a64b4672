package dev.takt.run;

import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What runs on this node. A run that was stopped is not among it, even if its function goes on. */
@ApplicationScoped
@Unproxied
class Runs {
    private final Map<Long, Run> byTask = new ConcurrentHashMap<>();

    void add(Run run) {
        byTask.put(run.task().id(), run);
    }

    void remove(Run run) {
        byTask.remove(run.task().id(), run);
    }

    Optional<Run> find(long task) {
        return Optional.ofNullable(byTask.get(task));
    }

    Collection<Run> all() {
        return List.copyOf(byTask.values());
    }
}
