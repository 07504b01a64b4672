package dev.takt.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.takt.api.Call;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.TaskGroup;
import dev.takt.api.TaskId;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scheduler of the client jar beside one that only notes what it is asked. */
class RemoteSchedulerTest {
    private final Noting there = new Noting();
    private final Scheduler here = new RemoteScheduler(() -> there, "ada", "secret").scheduler();

    /** Every method that the interfaces have: one that is new is tested too, or fails here. */
    static Stream<Arguments> everyMethod() {
        return Stream.concat(methods(Scheduler.class), methods(TaskGroup.class))
                .flatMap(method -> Stream.of(arguments(method, true), arguments(method, false)));
    }

    private static Stream<Method> methods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !List.of("group", "name", "results").contains(method.getName()));
    }

    @ParameterizedTest
    @MethodSource("everyMethod")
    void whatIsAskedHereIsAskedThereAndTheAnswerComesBack(Method method, boolean everyField) throws Exception {
        Object[] arguments = Arrays.stream(method.getGenericParameterTypes())
                .map(type -> Sample.of(type, everyField))
                .toArray();
        there.returns = Sample.of(method.getGenericReturnType(), everyField);

        Object answer = method.invoke(whose(method), arguments);

        assertEquals(method, there.method);
        assertArrayEquals(comparable(arguments), comparable(there.arguments));
        assertEquals(there.returns, answer);
        assertEquals("ada", there.question.user());
        assertEquals("secret", there.question.password());
    }

    private Object whose(Method method) {
        return method.getDeclaringClass() == Scheduler.class ? here : here.group("import");
    }

    /** Calls are compared by what they say. */
    private static Object[] comparable(Object[] arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument instanceof Call call
                        ? call.fields()
                        : argument instanceof Collection<?> all ? List.of(comparable(all.toArray())) : argument)
                .toArray();
    }

    @Test
    void aGroupIsThatOfItsName() {
        there.returns = 7L;

        assertEquals(7, here.group("import").count());
        assertEquals("import", there.group);
        assertEquals("import", here.group("import").name());
    }

    @Test
    void resultsOfAGroupAreReadAsTheTypeThatIsWantedHere() {
        there.returns = List.of(Json.createValue(3), JsonValue.NULL, Json.createValue(5));

        assertEquals(Arrays.asList(3, null, 5), here.group("import").results(Integer.class));
        assertEquals(Arrays.asList(3, null, 5), here.group("import").results(int.class));
        assertEquals(JsonValue.class, there.arguments[0]);

        there.returns = List.of(Json.createValue("three"));
        assertThrows(JsonbException.class, () -> here.group("import").results(Integer.class));
    }

    /** Every exception that the API has. */
    static Stream<Class<?>> everyException() throws IOException, URISyntaxException {
        Path api = Path.of(Scheduler.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("dev/takt/api");
        try (Stream<Path> files = Files.list(api)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Exception.class"))
                    .<Class<?>>map(RemoteSchedulerTest::load)
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName("dev.takt.api." + file.replace(".class", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("everyException")
    void whatIsThrownThereIsThrownHereWithItsFields(Class<? extends RuntimeException> type) throws Exception {
        RuntimeException thrown = (RuntimeException) Sample.made(type.getConstructors()[0], true);
        there.failure = thrown;

        RuntimeException came = assertThrows(RuntimeException.class, () -> here.find(new TaskId(1)));

        assertEquals(type, came.getClass());
        assertEquals(thrown.getMessage(), came.getMessage());
        for (Method field : type.getMethods()) {
            if (field.getDeclaringClass().getPackage() == Scheduler.class.getPackage()) {
                assertEquals(field.invoke(thrown), field.invoke(came), field.getName());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofJava")
    void whatJavaHasForItIsThrownHereToo(RuntimeException thrown) {
        there.failure = thrown;

        assertEquals(
                thrown.toString(),
                assertThrows(RuntimeException.class, () -> here.status()).toString());
    }

    static Stream<RuntimeException> ofJava() {
        return Stream.of(
                new SecurityException("This needs the role takt-admin"),
                new IllegalArgumentException("what?"),
                new IllegalStateException("in the still open transaction"));
    }

    @Test
    void aLostCallIsAnUnavailableSchedulerWithItsCause() {
        RuntimeException lost = new RuntimeException("connection reset");
        Scheduler scheduler = new RemoteScheduler(
                        () -> json -> {
                            throw lost;
                        },
                        "ada",
                        "secret")
                .scheduler();

        var away = assertThrows(SchedulerUnavailableException.class, scheduler::status);
        assertEquals("Takt has not answered: connection reset", away.getMessage());
        assertEquals(lost, away.getCause());
    }

    @Test
    void aCallDoesNotTellItsPasswordWhereItIsLogged() {
        there.returns = Sample.of(dev.takt.api.Status.class, false);
        here.status();

        assertTrue(there.question.toString().contains("ada"));
        assertFalse(there.question.toString().contains("secret"));
        assertFalse(here.toString().contains("secret"));
    }

    @Test
    void anUnknownMethodIsRefused() {
        there.returns = null;
        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> there.call(
                        "{\"user\":\"ada\",\"password\":\"secret\",\"method\":\"Scheduler.wait()\",\"arguments\":[]}"));

        assertEquals("The scheduler has no method Scheduler.wait()", refused.getMessage());
    }

    /** So that a test that finds nothing to test is not taken for one that passes. */
    @Test
    void thereAreMethodsAndExceptions() throws Exception {
        assertTrue(everyMethod().count() > 60, "methods");
        assertTrue(everyException().count() >= 6, "exceptions");
        assertThrows(InvocationTargetException.class, () -> {
            there.failure = new IllegalStateException("no");
            Scheduler.class.getMethod("status").invoke(here);
        });
    }
}
