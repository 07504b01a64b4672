package dev.takt.web.schedules;

import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.MissedCount;
import dev.takt.api.PreviewSlot;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleState;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Behind {@code schedule.xhtml}: one schedule with its slots to come, its latest tasks and what was done to it. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class SchedulePage {
    private static final int SLOTS = 10;
    private static final int TASKS = 20;
    private static final int ACTS = 20;

    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    @Inject
    private Pages pages;

    private @Nullable String id;
    private @Nullable Schedule schedule;
    private @Nullable MissedCount missed;
    private List<PreviewSlot> slots = List.of();
    private List<Task> tasks = List.of();
    private List<AuditEntry> acts = List.of();

    /** Reads it, or answers that there is none. */
    public @Nullable String load() throws IOException {
        try {
            Optional<Schedule> found = Optional.ofNullable(Ids.read(id)).flatMap(scheduler::find);
            if (found.isEmpty()) {
                return hasRun() ? "/tasks?faces-redirect=true&schedule=" + id : pages.notFound();
            }
            read(found.get());
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
        return null;
    }

    /** One that ran once is gone, and has left its task. */
    private boolean hasRun() {
        Long key = Ids.read(id);
        return key != null
                && !scheduler.tasks(TaskQuery.ofSchedule(key, 1)).items().isEmpty();
    }

    private void read(Schedule found) {
        schedule = found;
        tasks = scheduler.tasks(TaskQuery.ofSchedule(found.id(), TASKS)).items();
        acts = scheduler
                .audit(AuditQuery.of(AuditSubject.SCHEDULE, Long.toString(found.id()), ACTS))
                .items();
        if (found.state() == ScheduleState.BROKEN) {
            return;
        }
        try {
            slots = found.state() == ScheduleState.FINISHED ? List.of() : scheduler.preview(found.id(), SLOTS);
            missed = found.paused() ? scheduler.missed(found.id()) : null;
        } catch (ScheduleRejectedException unreadable) {
            messages.error(unreadable);
        }
    }

    public @Nullable Schedule getSchedule() {
        return schedule;
    }

    /** Of a paused schedule, what it has missed; else null. */
    public @Nullable MissedCount getMissed() {
        return missed;
    }

    public List<PreviewSlot> getSlots() {
        return slots;
    }

    public List<Task> getTasks() {
        return tasks;
    }

    public List<AuditEntry> getActs() {
        return acts;
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }
}
