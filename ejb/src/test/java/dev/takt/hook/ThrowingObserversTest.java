package dev.takt.hook;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Schedule;
import dev.takt.api.ScheduleFailing;
import dev.takt.harness.Logged;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Observers of a schedule's events that throw. */
@OnBothDatabases
class ThrowingObserversTest {
    private final TaktNode node;

    ThrowingObserversTest(Setup setup) {
        node = TaktNode.on(setup).with(Observer.class).start();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void anErrorOfOneIsLoggedWithItsScheduleWhichGoesOn() {
        Schedule schedule = node.scheduler()
                .schedule(call("math.sqrt", -1).every(Duration.ofMinutes(1)).failingAfter(1));
        try (Logged logged = new Logged(Alerts.class)) {
            node.poll();

            List<String> lines = logged.lines();
            assertEquals(2, lines.size(), lines.toString());
            assertTrue(lines.get(0).startsWith("WARNING TAKT-402 Schedule " + schedule.id() + " (math.sqrt)"));
            assertEquals(
                    "WARNING TAKT-404 An observer of an event of schedule " + schedule.id() + " threw", lines.get(1));
        }
        node.advance(Duration.ofMinutes(1));
        node.poll();
        assertEquals(2, node.database().count("SELECT count(*) FROM takt_task WHERE state = 'FAILED'"));
    }

    /** Is not compiled against what is there. */
    @ApplicationScoped
    static class Observer {
        void failing(@Observes ScheduleFailing failing) {
            throw new NoSuchMethodError("gone");
        }
    }
}
