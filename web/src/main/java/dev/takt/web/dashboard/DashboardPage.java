package dev.takt.web.dashboard;

import dev.takt.api.Overview;
import dev.takt.api.Overview.Running;
import dev.takt.api.RunStats;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Status;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Elapsed;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Texts;
import dev.takt.web.words.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind {@code dashboard.xhtml}: what is going on. All of it is computed once in two seconds for all readers, or bounded. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class DashboardPage {
    private static final String DAY = "day";

    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    @Inject
    private Wording wording;

    private @Nullable String span;
    private @Nullable Overview overview;
    private @Nullable Status status;
    private @Nullable Chart chart;

    /** Reads what is shown. */
    public void load() {
        try {
            overview = scheduler.overview();
            status = scheduler.status();
            List<RunStats> steps = isDay()
                    ? scheduler.runStats(Duration.ofMinutes(30), 48)
                    : scheduler.runStats(Duration.ofMinutes(1), 60);
            chart = new Chart(steps, wording);
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    /** Whether the last day is shown, and not the last hour. */
    public boolean isDay() {
        return DAY.equals(span);
    }

    public @Nullable Overview getOverview() {
        return overview;
    }

    public @Nullable Status getStatus() {
        return status;
    }

    public @Nullable Chart getChart() {
        return chart;
    }

    /** A count that may have ended early. */
    public String count(long count) {
        return count > Overview.MOST ? Texts.of("morethan", Overview.MOST) : Long.toString(count);
    }

    /** So many schedules; the count may have ended early. */
    public String schedules(long count) {
        return Texts.of("dashboard.schedules", count);
    }

    /** How long a task has been running. */
    public String age(Running task) {
        return Elapsed.inWords(task.age());
    }

    /** Whether nothing needs attention. */
    public boolean isCalm() {
        return overview != null
                && overview.broken() + overview.overdue() + overview.failing() == 0
                && overview.withoutFunction().isEmpty()
                && overview.unheardHooks().isEmpty();
    }

    public List<Map.Entry<String, Long>> getWithoutFunction() {
        return overview == null
                ? List.of()
                : overview.withoutFunction().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList();
    }

    public @Nullable String getSpan() {
        return span;
    }

    public void setSpan(@Nullable String span) {
        this.span = span;
    }
}
