package dev.takt.web.tasks;

import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskId;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Behind {@code task.xhtml}: everything that is known of one task. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class TaskPage {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Pages pages;

    private @Nullable String id;
    private @Nullable Task task;

    /** Reads the task, or answers that there is none. */
    public @Nullable String load() throws IOException {
        task = Optional.ofNullable(Ids.read(id))
                .flatMap(key -> scheduler.find(new TaskId(key)))
                .orElse(null);
        return task == null ? pages.notFound() : null;
    }

    public @Nullable Task getTask() {
        return task;
    }

    /** The error with its class, if one was thrown. */
    public @Nullable String getError() {
        TaskError error = task == null ? null : task.error();
        if (error == null) {
            return null;
        }
        return error.type() == null ? error.message() : error.type() + ": " + error.message();
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }
}
