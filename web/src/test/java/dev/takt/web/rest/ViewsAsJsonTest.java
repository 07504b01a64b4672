package dev.takt.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.NodeInfo;
import dev.takt.api.Priority;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleState;
import dev.takt.api.ScheduleType;
import dev.takt.api.Status;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import dev.takt.web.Examples;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewsAsJsonTest {
    @Test
    void aScheduleHasTheFieldsOfItsViewInTheirOrder() {
        assertEquals(names(Schedule.class), List.copyOf(schedule().keySet()));
    }

    @Test
    void aTaskHasTheFieldsOfItsViewInTheirOrder() {
        assertEquals(
                names(Task.class),
                List.copyOf(TaskJson.of(Examples.failedTask()).keySet()));
    }

    @Test
    void theStatusHasTheFieldsOfItsViewInTheirOrder() {
        NodeInfo node = new NodeInfo(Long.MAX_VALUE, "a", "default", Examples.SLOT, Examples.SLOT, false, 8, 4, true);
        JsonObject status = StatusJson.of(new Status("1", "H2", Examples.SLOT, 0, 0, 8, true, List.of(node)));
        assertEquals(names(Status.class), List.copyOf(status.keySet()));
        JsonObject written = status.getJsonArray("nodes").getJsonObject(0);
        assertEquals(names(NodeInfo.class), List.copyOf(written.keySet()));
        assertEquals("9223372036854775807", written.getString("id"));
    }

    @Test
    void argumentsAreRealJson() {
        assertEquals("[2,-2]", String.valueOf(schedule().get("args")));
        assertEquals("{\"deep\":true}", String.valueOf(schedule().get("kwargs")));
    }

    @Test
    void namesNumbersFlagsAndTimesAreWrittenAsTheyAreRead() {
        JsonObject json = schedule();
        assertEquals(ScheduleType.DAILY.name(), json.getString("type"));
        assertEquals(Priority.NORMAL.name(), json.getString("priority"));
        assertEquals(ScheduleState.ACTIVE.name(), json.getString("state"));
        assertEquals("2027-01-31T18:00:00Z", json.getString("nextRun"));
        assertEquals(-1, json.getInt("repeats"));
        assertEquals(JsonValue.FALSE, json.get("paused"));
    }

    @Test
    void aFieldWithoutAValueIsThereAndNull() {
        assertEquals(JsonValue.NULL, schedule().get("cron"));
        assertEquals(JsonValue.NULL, TaskJson.of(Examples.failedTask()).get("result"));
    }

    @Test
    void anErrorIsAnObject() {
        JsonObject task = TaskJson.of(Examples.failedTask());
        assertEquals(TaskState.FAILED.name(), task.getString("state"));
        assertEquals(
                names(TaskError.class), List.copyOf(task.getJsonObject("error").keySet()));
        assertEquals("no root", task.getJsonObject("error").getString("message"));
    }

    private static JsonObject schedule() {
        return ScheduleJson.of(Examples.schedule(ScheduleType.DAILY, null, null, null));
    }

    private static List<String> names(Class<? extends Record> view) {
        return Arrays.stream(view.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }
}
