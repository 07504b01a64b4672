package dev.takt.jmx;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.AuditQuery;
import dev.takt.api.Schedule;
import dev.takt.cluster.NodeBeat;
import dev.takt.config.Caller;
import dev.takt.harness.Logged;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import java.lang.management.ManagementFactory;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The scheduler by way of the MBean server. */
class SchedulerConsoleTest {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private final String name = "console \"" + System.identityHashCode(this) + "\"";
    private TaktNode node;

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void itTellsOfTheNodeAndTheCluster() throws Exception {
        SchedulerMXBean console = start("false");
        Schedule daily = node.scheduler().schedule(call("math.sqrt", 9).every(Duration.ofDays(1)));

        assertEquals(name, console.getNode());
        assertTrue(console.isReady());
        assertFalse(console.isDraining());
        assertEquals(1, console.getDueWithinHour());
        assertEquals(1, console.getNodes().size());
        assertEquals(3, console.nextSlots(daily.id(), 3).size());
        assertTrue(console.getDatabase().startsWith("H2"), console.getDatabase());
    }

    @Test
    void itChangesNothingUnlessItMay() throws Exception {
        SchedulerMXBean console = start("false");
        node.scheduler().schedule(call("math.sqrt", 9).every(Duration.ofDays(1)));

        String refusal =
                assertThrows(IllegalStateException.class, console::pauseAll).getMessage();
        assertTrue(refusal.contains("takt.jmx.write"), refusal);
        assertThrows(IllegalStateException.class, console::drain);
    }

    /** As WildFly's does. */
    @Test
    void whatIsRefusedIsSaidThoughTheServersContextWouldHideIt() throws Exception {
        SchedulerMXBean registered = start("false");
        SchedulerMXBean hidden = new SchedulerConsole(
                node.scheduler(), node.get(Caller.class), SchedulerConsoleTest::hide, Optional.of("read only"));

        for (SchedulerMXBean console : List.of(registered, hidden)) {
            String refusal = assertThrows(IllegalArgumentException.class, () -> console.nextSlots(999, 3))
                    .getMessage();
            assertTrue(refusal.contains("999"), refusal);
        }
    }

    private static void hide(Runnable job) {
        try {
            job.run();
        } catch (RuntimeException thrown) {
            throw new UndeclaredThrowableException(thrown);
        }
    }

    @Test
    void itChangesNothingWhereAnybodyCouldAskForIt() throws Exception {
        System.setProperty("com.sun.management.jmxremote.port", "7199");
        System.setProperty("com.sun.management.jmxremote.authenticate", "false");
        try (Logged log = new Logged(Registration.class)) {
            SchedulerMXBean console = start("true");

            String refusal =
                    assertThrows(IllegalStateException.class, console::drain).getMessage();
            assertEquals(List.of("WARNING TAKT-409 " + refusal), log.lines());
            assertTrue(refusal.startsWith("JMX on port 7199 asks nobody for a password"), refusal);
        } finally {
            System.clearProperty("com.sun.management.jmxremote.port");
            System.clearProperty("com.sun.management.jmxremote.authenticate");
        }
    }

    @Test
    void ifItMayItPausesResumesDrainsAndRunsAndTheAuditSaysWho() throws Exception {
        SchedulerMXBean console = start("true");
        Schedule daily = node.scheduler().schedule(call("math.sqrt", 9).every(Duration.ofDays(1)));
        node.scheduler().schedule(call("math.sqrt", 4).every(Duration.ofDays(1)));

        assertEquals(2, console.pauseAll());
        assertTrue(node.scheduler().find(daily.id()).orElseThrow().paused());
        assertEquals(
                "jmx",
                node.scheduler().audit(AuditQuery.newest(1)).items().get(0).who());
        assertEquals(2, console.resumeAll(false));
        assertEquals(0, console.resumeAll(false));
        assertTrue(console.run(daily.id()) > 0);
        console.resize(3, 2);
        console.drain();
        node.get(NodeBeat.class).beat();
        assertEquals(
                List.of(3, 2, true, false),
                List.of(
                        console.getWorkers(),
                        console.getTransactionalWorkers(),
                        console.isDraining(),
                        console.isReady()));
        console.undrain();
    }

    @Test
    void whatIsWrongIsSaidInExceptionsThatEveryClientKnows() throws Exception {
        SchedulerMXBean console = start("true");

        assertThrows(IllegalArgumentException.class, () -> console.run(7));
        assertThrows(IllegalArgumentException.class, () -> console.nextSlots(7, 3));
        assertThrows(IllegalArgumentException.class, () -> console.resize(0, 1));
    }

    @Test
    void itGoesWithTheApplication() throws Exception {
        start("false");
        ObjectName registered = Registration.name("takt", name);
        assertTrue(SERVER.isRegistered(registered));

        node.close();

        assertFalse(SERVER.isRegistered(registered));
    }

    private SchedulerMXBean start(String mayWrite) throws Exception {
        node = TaktNode.on(Setup.H2_ECLIPSELINK)
                .setting("takt.node-name", name)
                .setting("takt.jmx.write", mayWrite)
                .start();
        return JMX.newMXBeanProxy(SERVER, Registration.name("takt", name), SchedulerMXBean.class);
    }
}
