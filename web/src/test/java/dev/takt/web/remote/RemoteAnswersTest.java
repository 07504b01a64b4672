package dev.takt.web.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.remote.Answer;
import dev.takt.remote.Question;
import dev.takt.remote.RemoteCall;
import dev.takt.web.security.RemoteLogin;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RemoteAnswersTest {
    private RuntimeException failure;

    private final RemoteAnswers answers = new RemoteAnswers(new RemoteLogin() {
        @Override
        public <T> T as(String name, String password, Function<Scheduler, T> deed) {
            if (!password.equals("secret")) {
                throw new SecurityException("takt.ear knows no such name and password");
            }
            return deed.apply((Scheduler) Proxy.newProxyInstance(
                    Scheduler.class.getClassLoader(), new Class<?>[] {Scheduler.class}, (me, method, arguments) -> {
                        if (failure != null) {
                            throw failure;
                        }
                        return List.of();
                    }));
        }
    });

    @Test
    void aCallWithNameAndPasswordIsAnswered() throws Exception {
        assertEquals(List.of(), Answer.read(answer("secret"), functions()));
    }

    @Test
    void aWrongPasswordIsASecurityExceptionForTheCaller() {
        assertThrows(SecurityException.class, () -> Answer.read(answer("wrong"), functions()));
    }

    @Test
    void whatTheContainerHasWrappedIsTold() {
        failure = new RuntimeException(
                "rolled back", new ScheduleRejectedException(List.of(new Problem("cron", "expected another"))));

        var refused = assertThrows(ScheduleRejectedException.class, () -> Answer.read(answer("secret"), functions()));
        assertEquals(List.of(new Problem("cron", "expected another")), refused.problems());
    }

    @Test
    void aMissingScheduleIsToldWithItsId() {
        failure = new NoSuchScheduleException(7);

        assertEquals(
                7,
                assertThrows(NoSuchScheduleException.class, () -> Answer.read(answer("secret"), functions()))
                        .id());
    }

    /** Also not what a defect's exception says. */
    @Test
    void ofADefectTheCallerLearnsANumberOnly() {
        failure = new IllegalStateException("the inside of Takt");

        var told = assertThrows(IllegalStateException.class, () -> Answer.read(answer("secret"), functions()));
        assertTrue(
                told.getMessage().matches("This is not your fault; the log of takt.ear says more under error \\w{8}"),
                told.getMessage());
    }

    @Test
    void whatIsNoCallIsRefused() {
        for (String json : List.of(
                "", "[]", "{}", "{\"user\":\"ada\",\"password\":\"secret\",\"method\":\"x\",\"arguments\":[]}")) {
            RemoteCall call = new RemoteCall(json);
            answers.answer(call);
            assertThrows(IllegalArgumentException.class, () -> Answer.read(call.answer(), functions()), json);
        }
    }

    private String answer(String password) {
        RemoteCall call =
                new RemoteCall(Question.of("ada", password, functions(), null).json());
        answers.answer(call);
        return call.answer();
    }

    private static Method functions() {
        try {
            return Scheduler.class.getMethod("functions");
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
