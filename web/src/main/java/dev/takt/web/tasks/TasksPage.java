package dev.takt.web.tasks;

import dev.takt.api.Page;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskState;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Behind {@code tasks.xhtml}: one page of tasks by the filter in the address. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class TasksPage {
    private static final int ROWS = 50;

    @Inject
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    private @Nullable String schedule;
    private @Nullable String state;
    private @Nullable String func;
    private @Nullable String before;
    private @Nullable Page<Task> page;

    /** Reads what is shown. */
    public void load() {
        try {
            page = scheduler.tasks(new TaskQuery(
                    Ids.read(schedule),
                    chosenState(),
                    func == null ? null : func.strip(),
                    null,
                    Ids.read(before),
                    ROWS));
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    private @Nullable TaskState chosenState() {
        return Arrays.stream(TaskState.values())
                .filter(choice -> choice.name().equals(state))
                .findFirst()
                .orElse(null);
    }

    public TaskState[] getStates() {
        return TaskState.values();
    }

    public List<Task> getTasks() {
        return page == null ? List.of() : page.items();
    }

    /** Whether it is sure that there is nothing to show. */
    public boolean isNothing() {
        return page != null && page.items().isEmpty();
    }

    public boolean isNarrowed() {
        return schedule != null || state != null || func != null || before != null;
    }

    public @Nullable Long getNext() {
        return page == null ? null : page.next();
    }

    public @Nullable String getSchedule() {
        return schedule;
    }

    public void setSchedule(@Nullable String schedule) {
        this.schedule = schedule;
    }

    public @Nullable String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state;
    }

    public @Nullable String getFunc() {
        return func;
    }

    public void setFunc(@Nullable String func) {
        this.func = func;
    }

    public @Nullable String getBefore() {
        return before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before;
    }
}
