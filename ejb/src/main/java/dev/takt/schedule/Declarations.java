package dev.takt.schedule;

import dev.takt.api.Schedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Schedules that code declares: made if they are missing, and changed only where the declaration itself has changed since it was
 * last made. What an operator has changed meanwhile stays, and is reported (SEMANTICS, section 10). */
@ApplicationScoped
class Declarations {
    /** These differ because the schedule runs, not because somebody changed them. */
    private static final Set<String> MOVING = Set.of("nextRun", "repeats");

    private final Editing editing;
    private final Schedules schedules;
    private final Names names;
    private final Views views;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Declarations() {
        this(null, null, null, null);
    }

    @Inject
    Declarations(Editing editing, Schedules schedules, Names names, Views views) {
        this.editing = editing;
        this.schedules = schedules;
        this.names = names;
        this.views = views;
    }

    Schedule declare(String name, JsonObject fields) {
        JsonObject declared = Json.createObjectBuilder(fields).add("name", name).build();
        Definition definition = editing.check(declared);
        Optional<ScheduleRow> known = names.take(name);
        ScheduleRow row = known.isPresent()
                ? merged(schedules.lock(known.get().id()), declared)
                : schedules.require(editing.create(declared).id());
        row.declare(declared.toString());
        return views.of(schedules.flushed(row), known.isPresent() ? differences(row, definition) : List.of());
    }

    private ScheduleRow merged(ScheduleRow row, JsonObject declared) {
        JsonObject before = row.declared();
        Set<String> changed = new TreeSet<>(declared.keySet());
        changed.addAll(before.keySet());
        changed.removeIf(field -> Objects.equals(declared.get(field), before.get(field)));
        if (changed.isEmpty()) {
            return row;
        }
        Map<String, JsonValue> fields =
                new LinkedHashMap<>(row.isBroken() ? declared : row.definition().toJson());
        changed.forEach(field -> fields.put(field, declared.getOrDefault(field, JsonValue.NULL)));
        JsonObjectBuilder json = Json.createObjectBuilder();
        fields.forEach(json::add);
        return editing.apply(row, editing.check(json.build()));
    }

    /** Where the schedule is not as declared: somebody has changed it. */
    private static List<String> differences(ScheduleRow row, Definition declared) {
        JsonObject now = row.definition().toJson();
        JsonObject wanted = declared.toJson();
        return wanted.keySet().stream()
                .filter(field -> !MOVING.contains(field))
                .filter(field -> !Objects.equals(wanted.get(field), now.get(field)))
                .map(field -> field + ": is " + now.getOrDefault(field, JsonValue.NULL) + ", declared as "
                        + wanted.get(field) + "; it was changed since and stays as it is")
                .toList();
    }
}
