package dev.takt.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.List;

/**
 * Makes beans of the classes with {@code jakarta.inject.Singleton}, which is no bean-defining annotation. Of each there is
 * one, injected as it is: it is called for every task, and a proxy in between costs more than what it does. It is made with
 * whoever has it injected, so it must not need what is there only after the start. (A stereotype would do on Payara; in an
 * EAR on WildFly, one of this jar is not found.)
 */
public class SingletonsExtension implements Extension {
    static final List<String> CLASSES = List.of(
            "dev.takt.cluster.InMemory",
            "dev.takt.cluster.Node",
            "dev.takt.config.NodeClock",
            "dev.takt.hook.Hooks",
            "dev.takt.run.FunctionCall",
            "dev.takt.run.FunctionRegistry",
            "dev.takt.run.Outcomes",
            "dev.takt.run.Runner",
            "dev.takt.run.Runs");

    void add(@Observes BeforeBeanDiscovery discovery) {
        CLASSES.forEach(name -> discovery.addAnnotatedType(load(name), name));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The jar of Takt is incomplete", e);
        }
    }
}
