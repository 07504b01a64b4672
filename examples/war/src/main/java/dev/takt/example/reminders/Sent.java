package dev.takt.example.reminders;

import dev.takt.api.Hook;
import dev.takt.api.TaskFinished;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A hook is an observer: it hears of each finished task that names it. */
@ApplicationScoped
public class Sent {
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    void keep(@Observes @Hook("reminders.sent") TaskFinished finished) {
        texts.add(finished.task().resultAs(String.class));
    }

    /** In the order in which they came. */
    public List<String> texts() {
        return List.copyOf(texts);
    }
}
