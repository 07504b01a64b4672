package dev.takt.config;

import static org.junit.jupiter.api.Assertions.assertSame;

import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.run.FunctionRegistry;
import org.junit.jupiter.api.Test;

class UnproxiedTest {
    @Test
    void anUnproxiedBeanIsOneAndItself() {
        try (TaktNode node = TaktNode.on(Setup.H2_HIBERNATE).start()) {
            FunctionRegistry registry = node.get(FunctionRegistry.class);

            assertSame(FunctionRegistry.class, registry.getClass());
            assertSame(registry, node.get(FunctionRegistry.class));
        }
    }
}
