package dev.takt.web.tasks;

import dev.takt.api.Schedule;
import dev.takt.api.Scheduler;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskId;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Choices;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Pages;
import dev.takt.web.words.Texts;
import dev.takt.web.words.Wording;
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

    @Inject
    private Wording wording;

    private @Nullable String id;
    private @Nullable Task task;
    private @Nullable Schedule schedule;

    /** Reads the task, or answers that there is none. */
    public @Nullable String load() throws IOException {
        task = Optional.ofNullable(Ids.read(id))
                .flatMap(key -> scheduler.find(new TaskId(key)))
                .orElse(null);
        if (task == null) {
            return pages.notFound();
        }
        schedule = Optional.ofNullable(task.schedule()).flatMap(scheduler::find).orElse(null);
        return null;
    }

    public @Nullable Task getTask() {
        return task;
    }

    /** What its schedule is called, if there is one. */
    public @Nullable String getScheduleName() {
        return schedule == null ? null : wording.name(schedule);
    }

    /** Whether its schedule has been deleted, as one that runs once is by its run. */
    public boolean isScheduleGone() {
        return task != null && task.schedule() != null && schedule == null;
    }

    /** What its node is called, if it has one; one that has left is known by its id alone. */
    public @Nullable String getNodeName() {
        Long node = task == null ? null : task.node();
        return node == null
                ? null
                : scheduler
                        .status()
                        .node(node)
                        .map(Choices::name)
                        .orElseGet(() -> Texts.of("task.node.gone", node.toString()));
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
