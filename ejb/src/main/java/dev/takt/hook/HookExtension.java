package dev.takt.hook;

import dev.takt.api.Hook;
import dev.takt.api.TaskFailed;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskState;
import dev.takt.api.TaskSucceeded;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Learns at deployment who observes finished tasks, in every archive. */
public class HookExtension implements Extension {
    private final Map<String, Integer> observersByHook = new TreeMap<>();
    private boolean someoneSeesSuccesses;
    private boolean someoneSeesFailures;

    void observer(@Observes ProcessObserverMethod<?, ?> event) {
        ObserverMethod<?> observer = event.getObserverMethod();
        if (observer.getObservedType() instanceof Class<?> type && seesTasks(type)) {
            Set<Annotation> qualifiers = observer.getObservedQualifiers().stream()
                    .filter(qualifier -> !Any.Literal.INSTANCE.equals(qualifier))
                    .collect(Collectors.toSet());
            if (qualifiers.isEmpty()) {
                someoneSeesSuccesses |= type != TaskFailed.class;
                someoneSeesFailures |= type != TaskSucceeded.class;
            } else if (qualifiers.size() == 1 && qualifiers.iterator().next() instanceof Hook hook) {
                observersByHook.merge(hook.value(), 1, Integer::sum);
            } // whoever asks for any other qualifier is told of other events: servers start and stop with some
        }
    }

    /** Hook name to the number of its observers. */
    Map<String, Integer> observersByHook() {
        return observersByHook;
    }

    /** Whether some observer without a hook's name sees every task that ends so. */
    boolean someoneSeesAll(TaskState state) {
        return state == TaskState.SUCCEEDED ? someoneSeesSuccesses : someoneSeesFailures;
    }

    private static boolean seesTasks(Class<?> type) {
        return TaskFinished.class.isAssignableFrom(type) || type == Object.class;
    }
}
