package dev.takt.builtin;

import dev.takt.api.Hook;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskFinished;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The hook {@code hooks.printResult}: one log line for each finished task. */
@ApplicationScoped
public class PrintResult {
    private static final Logger LOG = Logger.getLogger(PrintResult.class.getName());

    void print(@Observes @Hook("hooks.printResult") TaskFinished finished) {
        Task task = finished.task();
        TaskError error = task.error();
        LOG.log(Level.INFO, "hooks.printResult: task {0} {1} {2}: {3}", new Object[] {
            Long.toString(task.id()),
            task.func(),
            task.state(),
            error == null ? String.valueOf(task.result()) : error.message()
        });
    }
}
