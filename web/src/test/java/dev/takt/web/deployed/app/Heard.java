package dev.takt.web.deployed.app;

import dev.takt.api.Hook;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Remembers which tasks its observers heard of. */
@ApplicationScoped
public class Heard {
    private final Queue<Long> byHook = new ConcurrentLinkedQueue<>();
    private final Queue<Long> byAll = new ConcurrentLinkedQueue<>();

    void hear(@Observes @Hook("greetings.heard") TaskFinished finished) {
        byHook.add(finished.task().id());
    }

    void hearAll(@Observes TaskFinished finished) {
        byAll.add(finished.task().id());
    }

    /** The tasks whose hook is "greetings.heard". */
    @TaskFunction
    public List<Long> byHook() {
        return List.copyOf(byHook);
    }

    /** All tasks. */
    @TaskFunction
    public List<Long> byAll() {
        return List.copyOf(byAll);
    }
}
