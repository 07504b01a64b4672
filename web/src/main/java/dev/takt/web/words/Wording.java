package dev.takt.web.words;

import dev.takt.api.AuditEntry;
import dev.takt.api.Schedule;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import dev.takt.config.TaktConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What stands in the cells of the pages: {@code #{wording.howOften(schedule)}}. */
@Named
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Wording {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int LONGEST_CELL = 120;

    @Inject
    private Instance<TaktConfig> config;

    @Inject
    private ReaderZone readerZone;

    /** A text with one placeholder. */
    public String of(String key, @Nullable Object value) {
        return Texts.of(key, String.valueOf(value));
    }

    /** A state, of a schedule or a task. */
    public String state(Object state) {
        return Texts.of("state." + state);
    }

    /** The zone in which times without a zone of their own are shown. */
    public ZoneId getReaderZone() {
        return readerZone.get();
    }

    /** The configured zone, in which schedules without a zone of their own keep their times. */
    public ZoneId getZone() {
        return config.get().zone();
    }

    /** The wall-clock time in that zone, or in the reader's. */
    public String time(Instant time, @Nullable String zone) {
        return TIME.format(time.atZone(zone == null ? readerZone.get() : readable(zone)));
    }

    /** How long from now until a slot, or since when it has been due, to the minute. */
    public String relative(Instant now, Instant then) {
        Duration distance = Duration.between(now, then);
        Duration coarse = Elapsed.coarse(distance.abs());
        if (coarse.isZero()) {
            return Texts.of(distance.isNegative() ? "time.justnow" : "time.soon");
        }
        return Texts.of(distance.isNegative() ? "time.due" : "time.in", Elapsed.inWords(coarse));
    }

    /** The zone in which a schedule's times are shown. */
    public String zoneOf(Schedule schedule) {
        return Objects.requireNonNullElse(schedule.zone(), getZone().getId());
    }

    /** The zone of a schedule's times; the configured one if the row names none that there is. */
    public ZoneId zoneFor(Schedule schedule) {
        return readable(schedule.zone());
    }

    /** What a schedule is called in lists. */
    public String name(Schedule schedule) {
        return Objects.requireNonNullElse(schedule.name(), schedule.func());
    }

    /** A schedule's function with its arguments. */
    public String call(Schedule schedule) {
        return Cells.call(schedule.func(), schedule.args(), schedule.kwargs());
    }

    /** A task's function with its arguments. */
    public String call(Task task) {
        return Cells.call(task.func(), task.args(), task.kwargs());
    }

    /** How often a schedule runs. */
    public String howOften(Schedule schedule) {
        return HowOften.of(schedule);
    }

    /** The same for lists, where always is usual and not said. */
    public String left(Schedule schedule) {
        return schedule.repeats() < 0 ? "" : Texts.of("schedules.left", schedule.repeats());
    }

    /** How many runs are left. */
    public String repeats(Schedule schedule) {
        return schedule.repeats() < 0 ? Texts.of("schedules.always") : Long.toString(schedule.repeats());
    }

    /** Since when a schedule is overdue, and what was expected of it. */
    public String overdue(Schedule schedule) {
        Instant since = schedule.overdueSince();
        return since == null
                ? ""
                : Texts.of(
                        "schedules.overdue",
                        HowOften.duration(schedule.successWithin()),
                        time(since, zoneOf(schedule)));
    }

    /** How the last slots ended, for those who do not see the bars. */
    public String outcomes(List<TaskState> latest) {
        long succeeded = latest.stream()
                .filter(outcome -> outcome == TaskState.SUCCEEDED)
                .count();
        return Texts.of("schedules.outcomes", latest.size(), succeeded);
    }

    /** How many times in a row a schedule has failed. */
    public String failures(Schedule schedule) {
        return Texts.of("schedules.failing", schedule.failuresInARow());
    }

    /** Whether a schedule has failed so many times in a row that it counts as failing. */
    public boolean failing(Schedule schedule) {
        return schedule.failuresInARow() > 0 && schedule.failuresInARow() >= schedule.failingAfter();
    }

    /** Whether a task stands for more than one skipped slot. */
    public boolean skippedMore(Task task) {
        return task.skippedLast() != null && !task.skippedLast().equals(task.slot());
    }

    /** How long the last attempt of a task took; empty while it runs. */
    public String took(Task task) {
        return task.startedAt() == null || task.finishedAt() == null
                ? ""
                : Elapsed.inWords(Duration.between(task.startedAt(), task.finishedAt()));
    }

    /** A task's result or error, shortened. */
    public String outcome(Task task) {
        TaskError error = task.error();
        String text = error == null ? task.result() : error.message();
        return Cells.shortened(Objects.requireNonNullElse(text, ""), LONGEST_CELL);
    }

    /** What an entry of the audit is about. */
    public String subject(AuditEntry entry) {
        return Texts.of("subject." + entry.subjectKind(), entry.subject());
    }

    /** A row that somebody made by hand may name a zone that there is none of. */
    private ZoneId readable(@Nullable String zone) {
        try {
            return zone == null ? getZone() : ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            return getZone();
        }
    }
}
