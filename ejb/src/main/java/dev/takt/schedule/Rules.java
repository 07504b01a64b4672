package dev.takt.schedule;

import dev.takt.api.Overlap;
import dev.takt.api.ScheduleType;
import dev.takt.calendar.DuePlan;
import dev.takt.calendar.DueRules;
import dev.takt.calendar.MissedSlots;
import dev.takt.calendar.Position;
import dev.takt.calendar.Recurrence;
import dev.takt.calendar.SkippedSlots;
import dev.takt.calendar.Slot;
import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import dev.takt.run.Arguments;
import dev.takt.run.ArgumentsException;
import dev.takt.sql.DueSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From the fields of a schedule, with the configured defaults, to the rules of the calendar. */
@ApplicationScoped
@Unproxied
public class Rules {
    private final TaktConfig config;

    @Inject
    Rules(TaktConfig config) {
        this.config = config;
    }

    /**
     * Reads a due schedule.
     *
     * @param row as it stands in the table
     * @return what it says
     * @throws UnreadableScheduleException saying which field cannot be read
     */
    public DueRow of(DueSchedule row) {
        try {
            return read(row);
        } catch (ArgumentsException unreadable) {
            throw new UnreadableScheduleException(unreadable.field() + ": " + unreadable.getMessage(), unreadable);
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new UnreadableScheduleException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private DueRow read(DueSchedule row) {
        Arguments.array(row.toRun().args());
        Arguments.object(row.toRun().kwargs());
        duration("timeout", row.toRun().timeout());
        duration("retry_delay", row.toRun().retryDelay());
        DueRules rules = new DueRules(
                Recurrences.of(row.type(), row.every(), row.minutes(), row.cron(), row.keepDay(), zone(row.zone())),
                row.until(),
                Objects.requireNonNullElse(row.catchUp(), config.catchUp()),
                config.catchUpLimit(),
                duration("max_lateness", row.maxLateness()));
        boolean isCron = ScheduleType.of(row.type())
                .filter(type -> type == ScheduleType.CRON)
                .isPresent();
        return DueRow.of(rules, overlap(row.overlap()), duration("jitter", row.jitter()), isCron);
    }

    Recurrence recurrence(Definition definition) {
        return Recurrences.of(
                definition.type().code(),
                definition.every(),
                definition.minutes(),
                definition.cron(),
                definition.keepDay(),
                zone(definition.zone()));
    }

    DuePlan resumeSkipping(ScheduleRow row, Instant now) {
        Preview standing = preview(row);
        return MissedSlots.skip(standing.position(), now, standing.rules(), SkippedSlots.Reason.MISSED);
    }

    /**
     * What the row would do, from where it stands.
     *
     * @throws IllegalArgumentException if the row cannot be read, saying which field
     */
    Preview preview(ScheduleRow row) {
        ZoneId zone = zone(row.zone());
        DueRules rules = new DueRules(
                row.recurrence(zone),
                row.until(),
                Objects.requireNonNullElse(row.catchUp(), config.catchUp()),
                config.catchUpLimit(),
                duration("max_lateness", row.maxLateness()));
        return new Preview(new Position(new Slot(row.nextRun(), row.movedFrom()), row.repeats()), rules, zone);
    }

    /** What such a schedule would do if it were created now. */
    Preview preview(Definition definition, Instant now) {
        Recurrence recurrence = recurrence(definition);
        Instant first = first(definition, now);
        DueRules rules = new DueRules(
                recurrence,
                definition.until(),
                Objects.requireNonNullElse(definition.catchUp(), config.catchUp()),
                config.catchUpLimit(),
                duration("max_lateness", definition.maxLateness()));
        return new Preview(new Position(Slot.at(first), definition.repeatsOrAlways()), rules, zone(definition.zone()));
    }

    /** The first slot of such a schedule if it were created now. */
    Instant first(Definition definition, Instant now) {
        return Objects.requireNonNullElseGet(
                definition.nextRun(),
                () -> recurrence(definition).first(now).orElse(Slot.at(now)).at());
    }

    private ZoneId zone(@Nullable String zone) {
        try {
            return zone == null ? config.zone() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: expected an IANA zone, was " + zone, e);
        }
    }

    private static Overlap overlap(String text) {
        try {
            return Overlap.valueOf(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("overlap: expected ALLOW, SKIP or WAIT, was " + text, e);
        }
    }

    private static @Nullable Duration duration(String field, @Nullable String text) {
        try {
            return text == null ? null : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(field + ": expected an ISO-8601 duration, was " + text, e);
        }
    }
}
