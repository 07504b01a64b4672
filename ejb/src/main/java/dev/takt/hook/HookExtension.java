package dev.takt.hook;

import dev.takt.api.Hook;
import dev.takt.api.TaskFinished;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Learns at deployment who observes finished tasks, in every archive. */
public class HookExtension implements Extension {
    private final Map<String, Integer> observersByHook = new TreeMap<>();
    private boolean anyHook;

    void observer(@Observes ProcessObserverMethod<?, ?> event) {
        ObserverMethod<?> observer = event.getObserverMethod();
        if (observer.getObservedType() instanceof Class<?> type && seesTasks(type)) {
            Optional<String> hook = observer.getObservedQualifiers().stream()
                    .filter(Hook.class::isInstance)
                    .map(qualifier -> ((Hook) qualifier).value())
                    .findFirst();
            hook.ifPresentOrElse(name -> observersByHook.merge(name, 1, Integer::sum), () -> anyHook = true);
        }
    }

    /** Hook name to the number of its observers. */
    Map<String, Integer> observersByHook() {
        return observersByHook;
    }

    /** Whether some observer without a hook's name sees every task. */
    boolean someoneSeesAll() {
        return anyHook;
    }

    private static boolean seesTasks(Class<?> type) {
        return TaskFinished.class.isAssignableFrom(type) || type == Object.class;
    }
}
