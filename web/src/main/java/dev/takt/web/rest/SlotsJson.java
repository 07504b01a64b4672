package dev.takt.web.rest;

import dev.takt.api.MissedCount;
import dev.takt.api.PreviewSlot;
import jakarta.json.JsonObject;

/** Slots to come, and the number of those that were missed, as JSON. */
final class SlotsJson {
    private SlotsJson() {}

    static JsonObject of(PreviewSlot slot) {
        return new JsonFields()
                .time("slot", slot.slot())
                .time("local", slot.local())
                .text("remark", slot.remark())
                .build();
    }

    static JsonObject of(MissedCount count) {
        return new JsonFields()
                .number("missed", count.missed())
                .number("runByRule", count.runByRule())
                .build();
    }
}
