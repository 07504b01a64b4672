package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A schedule with a slot in each second, so that none is lost or doubled unseen. */
record EverySecond(long id) {
    private static final Duration SOON = Duration.ofSeconds(60);

    static EverySecond begin(Rest admin) {
        return begin(admin, "math.sqrt", "[16]");
    }

    static EverySecond begin(Rest admin, String function, String args) {
        JsonObject schedule = admin.schedule("{\"func\": \"" + function + "\", \"args\": " + args
                + ", \"type\": \"CRON\", \"cron\": \"* * * * * *\"}");
        EverySecond begun = new EverySecond(schedule.getJsonNumber("id").longValue());
        admin.endedTasksOf(begun.id, 2, SOON);
        return begun;
    }

    /** Ends it a little later, and looks at every slot of its life: each has one task, which has succeeded. */
    void assertThatEachSlotHasRunOnce(Rest admin, Instant gapBegan, Instant gapEnded) {
        Instant now = Instant.now();
        Rest.await(
                SOON, () -> slots(admin), slots -> slots.get(slots.size() - 1).isAfter(now));
        admin.post("schedules/" + id + "/pause", "").expect(200);
        Rest.await(SOON, () -> admin.tasksOf(id), tasks -> tasks.stream().allMatch(Rest::hasEnded));

        List<Instant> slots = slots(admin);
        assertTrue(
                slots.get(0).isBefore(gapBegan) && slots.get(slots.size() - 1).isAfter(gapEnded), slots.toString());
        assertEquals(everySecond(slots.get(0), slots.size()), slots);
        assertEquals(
                List.of("SUCCEEDED"),
                admin.tasksOf(id).stream()
                        .map(task -> task.getString("state"))
                        .distinct()
                        .toList());
        admin.send("DELETE", "api/v1/schedules/" + id, "").expect(204);
    }

    private List<Instant> slots(Rest admin) {
        return admin.tasksOf(id).stream()
                .map(task -> Instant.parse(task.getString("slot")))
                .sorted()
                .toList();
    }

    private static List<Instant> everySecond(Instant first, int number) {
        return Stream.iterate(first, slot -> slot.plusSeconds(1)).limit(number).toList();
    }
}
