package dev.takt.hook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Hook;
import dev.takt.api.TaskFailed;
import dev.takt.api.TaskFinished;
import dev.takt.api.TaskState;
import dev.takt.harness.OnSetups;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import org.junit.jupiter.api.Test;

/** An event costs much more than a task: it is fired only where somebody observes it. */
@OnSetups(Setup.H2_HIBERNATE)
class WhoObservesTest {
    private final Setup setup;

    WhoObservesTest(Setup setup) {
        this.setup = setup;
    }

    @Test
    void anObserverOfEveryStartSeesNoTasks() {
        assertSees(false, false, OfAStart.class);
    }

    @Test
    void anObserverOfAHookSeesOnlyThat() {
        try (TaktNode node = TaktNode.on(setup).with(OfAHook.class).start()) {
            Hooks hooks = node.get(Hooks.class);
            assertTrue(hooks.isObserved("named", TaskState.SUCCEEDED));
            assertFalse(hooks.isObserved("other", TaskState.SUCCEEDED));
            assertFalse(hooks.isObserved(null, TaskState.FAILED));
        }
    }

    @Test
    void anObserverOfFailuresCostsSuccessesNothing() {
        assertSees(false, true, OfFailures.class);
    }

    @Test
    void anObserverOfAnyEventSeesAllTasks() {
        assertSees(true, true, OfAnything.class);
    }

    private void assertSees(boolean successes, boolean failures, Class<?> observer) {
        try (TaktNode node = TaktNode.on(setup).with(observer).start()) {
            Hooks hooks = node.get(Hooks.class);
            assertTrue(hooks.isObserved(null, TaskState.SUCCEEDED) == successes, "successes");
            assertTrue(hooks.isObserved(null, TaskState.FAILED) == failures, "failures");
        }
    }

    /** Such as Faces has one. */
    @ApplicationScoped
    static class OfAStart {
        void observe(@Observes @Initialized(ApplicationScoped.class) Object start) {}
    }

    @ApplicationScoped
    static class OfAHook {
        void observe(@Observes @Hook("named") TaskFinished finished) {}
    }

    @ApplicationScoped
    static class OfFailures {
        void observe(@Observes TaskFailed failed) {}
    }

    @ApplicationScoped
    static class OfAnything {
        void observe(@Observes @Any Object event) {}
    }
}
