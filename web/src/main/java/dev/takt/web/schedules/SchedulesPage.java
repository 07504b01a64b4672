package dev.takt.web.schedules;

import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Behind {@code schedules.xhtml}: one page of schedules by the filter in the address, and the latest tasks. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class SchedulesPage {
    private static final int ROWS = 50;
    private static final int TASKS = 10;

    @Inject
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    private @Nullable String name;
    private @Nullable String before;
    private @Nullable Page<Schedule> page;
    private List<Task> latestTasks = List.of();

    /** Reads what is shown. */
    public void load() {
        try {
            page = scheduler.schedules(new ScheduleQuery(name, null, null, Ids.read(before), ROWS));
            latestTasks = scheduler.tasks(TaskQuery.newest(TASKS)).items();
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    public List<Schedule> getSchedules() {
        return page == null ? List.of() : page.items();
    }

    /** Whether it is sure that there is nothing to show. */
    public boolean isNothing() {
        return page != null && page.items().isEmpty();
    }

    public boolean isNarrowed() {
        return name != null || before != null;
    }

    public @Nullable Long getNext() {
        return page == null ? null : page.next();
    }

    public List<Task> getLatestTasks() {
        return latestTasks;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getBefore() {
        return before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before;
    }
}
