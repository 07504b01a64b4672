package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.Scheduler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallersSchedulerTest {
    @Test
    void whatMakesChangesOrDeletesDefinitionsIsForAdministrators() {
        Set<String> names =
                Arrays.stream(Scheduler.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
        Set<String> forAdmins = new TreeSet<>(names);
        forAdmins.removeAll(CallersScheduler.ROLES.keySet());

        assertEquals(
                new TreeSet<>(Set.of("schedule", "scheduleAll", "update", "createOrUpdate", "delete", "run")),
                forAdmins);
        Set<String> unknown = new TreeSet<>(CallersScheduler.ROLES.keySet());
        unknown.removeAll(names);
        assertEquals(Set.of(), unknown);
    }
}
