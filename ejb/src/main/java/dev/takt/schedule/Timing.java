package dev.takt.schedule;

import dev.takt.calendar.Position;
import dev.takt.calendar.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What decides a schedule's slots: to see whether an edit changed it, and to what (SEMANTICS, sections 3 and 5). */
record Timing(
        List<@Nullable Object> fields,
        ZoneId zone,
        Instant nextRun,
        @Nullable LocalDateTime movedFrom,
        long repeats) {

    static Timing of(ScheduleRow row, ZoneId defaultZone) {
        return new Timing(row.timing(), zone(row.zone(), defaultZone), row.nextRun(), row.movedFrom(), row.repeats());
    }

    /**
     * The timing after an edit. What the edit leaves out stays; what it merely repeats from an older read stays too.
     *
     * @param row with the edited fields
     * @param definition what was asked for
     * @param echo how many runs an already taken nextRun lies back; empty if the edit names none, or a new one
     */
    Timing edited(ScheduleRow row, Definition definition, ZoneId defaultZone, OptionalLong echo) {
        ZoneId newZone = zone(row.zone(), defaultZone);
        long left = Objects.requireNonNullElse(definition.repeats(), repeats);
        boolean echoed = echo.isPresent() && left - repeats == echo.getAsLong();
        Timing next = new Timing(row.timing(), newZone, nextRun, movedFrom, echoed ? repeats : left);
        Instant wanted = echo.isPresent() ? null : definition.nextRun();
        if (wanted != null && !wanted.equals(nextRun)) {
            return new Timing(next.fields, newZone, wanted, null, next.repeats);
        }
        return newZone.equals(zone) ? next : next.atSameWallTime(zone);
    }

    Position position() {
        return new Position(new Slot(nextRun, movedFrom), repeats);
    }

    private Timing atSameWallTime(ZoneId before) {
        LocalDateTime wall = movedFrom != null ? movedFrom : LocalDateTime.ofInstant(nextRun, before);
        ZonedDateTime placed = ZonedDateTime.ofLocal(wall, zone, null);
        boolean moved = !placed.toLocalDateTime().equals(wall);
        return new Timing(fields, zone, placed.toInstant(), moved ? wall : null, repeats);
    }

    private static ZoneId zone(@Nullable String name, ZoneId otherwise) {
        return name == null ? otherwise : ZoneId.of(name);
    }
}
