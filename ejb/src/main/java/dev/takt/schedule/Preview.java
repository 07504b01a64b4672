package dev.takt.schedule;

import dev.takt.api.MissedCount;
import dev.takt.api.PreviewSlot;
import dev.takt.calendar.DueRules;
import dev.takt.calendar.MissedSlots;
import dev.takt.calendar.Position;
import dev.takt.calendar.Repeats;
import dev.takt.calendar.Slot;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a schedule would do, from where it stands. */
record Preview(Position position, DueRules rules, ZoneId zone) {

    /** The slots to come, as if each ran: no more than repeats and until allow. */
    List<PreviewSlot> slots(int n) {
        List<PreviewSlot> shown = new ArrayList<>();
        Slot before = null;
        for (Slot slot : rules.recurrence().preview(position.next(), new Repeats(position.repeats()).atMost(n))) {
            if (rules.until() != null && slot.at().isAfter(rules.until())) {
                break;
            }
            shown.add(new PreviewSlot(
                    slot.at(),
                    LocalDateTime.ofInstant(slot.at(), zone),
                    rules.recurrence().remark(before, slot).orElse(null)));
            before = slot;
        }
        return shown;
    }

    /** What is due now. */
    MissedCount missed(Instant now) {
        if (!position.isDue(now, rules)) {
            return new MissedCount(0, 0);
        }
        Instant last = rules.until() == null || now.isBefore(rules.until()) ? now : rules.until();
        int most = rules.catchUp() ? rules.catchUpLimit() : 1;
        return new MissedCount(
                rules.recurrence().count(position.next(), last),
                MissedSlots.plan(position, now, rules, most).run().size());
    }
}
