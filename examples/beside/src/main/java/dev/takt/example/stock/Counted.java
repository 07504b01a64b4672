package dev.takt.example.stock;

import dev.takt.api.Hook;
import dev.takt.api.TaskFinished;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A hook is called on the node that has run the task: here. */
@ApplicationScoped
public class Counted {
    private final Queue<Long> tasks = new ConcurrentLinkedQueue<>();

    void note(@Observes @Hook("stock.counted") TaskFinished finished) {
        tasks.add(finished.task().id());
    }

    /** One id a line. */
    public String lines() {
        return tasks.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
}
