package dev.takt.web.words;

import dev.takt.api.MissedCount;
import dev.takt.api.PreviewSlot;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleType;
import dev.takt.calendar.CronInWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page of one schedule, and its form, say: {@code #{scheduleWording.missed(count)}}. */
@Named
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the field
public class ScheduleWording {
    private static final long MOST_COUNTED = 100_000;

    @Inject
    private Wording wording;

    /**
     * An option that is set.
     *
     * @param label its name for people
     * @param value what it is set to
     */
    public record Option(String label, String value) {}

    /** What a field is called in the form. */
    public String label(String field) {
        return Texts.find("field." + field).orElse(field);
    }

    /** The day of the week of a slot, in its schedule's zone. */
    public String weekday(PreviewSlot slot) {
        return slot.local().getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    /** How many slots a paused schedule has missed, and what each way of going on does with them. */
    public String missed(MissedCount count) {
        return Texts.of("schedule.missed", number(count.missed()), number(count.runByRule()));
    }

    private static String number(long count) {
        return count > MOST_COUNTED ? Texts.of("morethan", MOST_COUNTED) : Long.toString(count);
    }

    /** A cron expression read aloud; empty for other types. */
    public String cron(Schedule schedule) {
        return schedule.type() == ScheduleType.CRON
                ? Optional.ofNullable(schedule.cron()).flatMap(CronInWords::of).orElse("")
                : "";
    }

    /** That somebody else was faster. */
    public String conflict(Schedule stored) {
        return Texts.of(
                "edit.conflict",
                Objects.requireNonNullElse(stored.updatedBy(), Texts.of("somebody")),
                stored.updatedAt() == null ? "" : wording.time(stored.updatedAt(), null));
    }

    /** What is set and not usual. */
    public List<Option> options(Schedule schedule) {
        List<Option> set = new ArrayList<>();
        add(set, "until", schedule.until() == null ? null : wording.time(schedule.until(), wording.zoneOf(schedule)));
        add(set, "keepDay", schedule.keepDay());
        add(set, "catchUp", schedule.catchUp() == null ? null : Texts.of("catchUp." + schedule.catchUp()));
        add(set, "maxLateness", duration(schedule.maxLateness()));
        add(set, "overlap", Texts.of("overlap." + schedule.overlap()));
        add(set, "jitter", duration(schedule.jitter()));
        add(set, "successWithin", duration(schedule.successWithin()));
        add(set, "hook", schedule.hook());
        add(set, "timeout", duration(schedule.timeout()));
        add(set, "maxAttempts", schedule.maxAttempts());
        add(set, "retryDelay", duration(schedule.retryDelay()));
        add(set, "priority", Texts.of("priority." + schedule.priority()));
        add(set, "cluster", schedule.cluster());
        add(set, "group", schedule.group());
        add(set, "taskName", schedule.taskName());
        add(set, "intendedDateKwarg", schedule.intendedDateKwarg());
        add(set, "save", schedule.save() ? null : Texts.of("save.false"));
        return set;
    }

    private static @Nullable String duration(@Nullable String stored) {
        return stored == null ? null : HowOften.duration(stored);
    }

    private void add(List<Option> set, String field, @Nullable Object value) {
        if (value != null) {
            set.add(new Option(label(field), value.toString()));
        }
    }
}
