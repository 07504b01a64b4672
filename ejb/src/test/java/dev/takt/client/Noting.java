package dev.takt.client;

import dev.takt.api.Scheduler;
import dev.takt.api.TaskGroup;
import dev.takt.remote.Answer;
import dev.takt.remote.Question;
import dev.takt.remote.SchedulerCalls;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** The other end: a scheduler that notes what it is asked, and returns or throws what a test has said. */
final class Noting implements SchedulerCalls {
    Object returns;
    RuntimeException failure;
    Question question;
    Method method;
    Object[] arguments;
    String group;

    @Override
    public String call(String json) {
        question = Question.read(json);
        Object[] values = question.values();
        try {
            return Answer.returned(question.method(), question.ask(scheduler(), values));
        } catch (RuntimeException thrown) {
            return Answer.thrown(thrown);
        }
    }

    private Scheduler scheduler() {
        return (Scheduler) noting(Scheduler.class);
    }

    private Object noting(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (me, asked, with) -> {
            if (asked.getReturnType() == TaskGroup.class) {
                group = (String) with[0];
                return noting(TaskGroup.class);
            }
            method = asked;
            arguments = with == null ? new Object[0] : with;
            if (failure != null) {
                throw failure;
            }
            return returns;
        });
    }
}
