package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.Scheduler;
import dev.takt.api.TaskGroup;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CallersSchedulerTest {
    private final List<String> asked = new ArrayList<>();

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

    @Test
    void ofAGroupEverythingButDeletingIsReading() {
        Set<String> changes = Arrays.stream(TaskGroup.class.getMethods())
                .filter(method -> CallersScheduler.roleFor(method) == Role.ADMIN)
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertEquals(Set.of("delete"), changes);
    }

    @Test
    void whoeverMayReadAGroupMayNotDeleteItsTasks() {
        TaskGroup group = scheduler(Role.OPERATOR).group("import");

        assertEquals(0, group.count());
        assertRefused(group::delete);
        assertEquals(List.of("group", "count"), asked);
        assertEquals(0, scheduler(Role.ADMIN).group("import").delete());
    }

    @Test
    void whatTheRoleDoesNotIncludeIsRefused() {
        assertRefused(() -> scheduler(Role.VIEWER).pause(1));
        assertRefused(() -> scheduler(Role.OPERATOR).delete(1));
        assertEquals(List.of(), asked);

        scheduler(Role.OPERATOR).pause(1);
        scheduler(Role.ADMIN).delete(1);
        assertEquals(List.of("pause", "delete"), asked);
    }

    /** By an exception of JAX-RS, which cannot be made without a server: what counts is that nobody is asked. */
    private void assertRefused(Executable call) {
        List<String> before = List.copyOf(asked);
        assertThrows(RuntimeException.class, call);
        assertEquals(before, asked);
    }

    /** One that notes what it is asked, and has an empty group. */
    private Scheduler scheduler(Role role) {
        return CallersScheduler.guarded(
                Scheduler.class, (Scheduler) noting(Scheduler.class), role::includes, () -> false);
    }

    private Object noting(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (me, method, arguments) -> {
            asked.add(method.getName());
            Class<?> result = method.getReturnType();
            return result == TaskGroup.class
                    ? noting(TaskGroup.class)
                    : result == long.class ? (Object) 0L : result == int.class ? (Object) 0 : null;
        });
    }
}
