package dev.takt.stat;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.api.TaskFunction;
import dev.takt.harness.OnBothDatabases;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the charts are made of. */
@OnBothDatabases
class RunCountsTest {
    private static final String SUCCESSES = "SELECT sum(runs) FROM takt_stat WHERE outcome = 'SUCCEEDED'";

    private final TaktNode node;
    private final RunCounts counts;

    RunCountsTest(Setup setup) {
        node = TaktNode.on(setup).with(Work.class).start();
        counts = node.get(RunCounts.class);
        node.advanceToNextMinute(); // and beats
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void runsAreCountedByFunctionAndOutcome() {
        run(9);
        run(4);
        node.scheduler().run(call("work.fail"));
        node.poll();
        counts.write();

        assertEquals(
                List.of("math.sqrt SUCCEEDED 2", "work.fail FAILED 1"),
                node.database().column("SELECT func || ' ' || outcome || ' ' || runs FROM takt_stat ORDER BY func"));
    }

    @Test
    void whatIsWrittenAgainIsTheSumSoFar() {
        run(9);
        counts.write();
        run(4);
        counts.write();
        counts.write();

        assertEquals(2, node.database().count(SUCCESSES));
    }

    @Test
    void eachMinuteHasARowOfItsOwn() {
        run(9);
        counts.write();
        node.advance(Duration.ofMinutes(1));
        run(4);
        counts.write();

        assertEquals(List.of("1", "1"), node.database().column("SELECT runs FROM takt_stat ORDER BY at_minute"));
    }

    @Test
    void latenessIsThatOfTheSlot() {
        node.scheduler()
                .schedule(call("math.sqrt", 9)
                        .once()
                        .nextRun(node.scheduler().status().now().minusSeconds(30)));
        node.poll();
        counts.write();

        String lateness =
                node.database().column("SELECT lateness FROM takt_stat").get(0);
        Duration late = Histogram.of(lateness).percentile(1).orElseThrow();
        assertEquals(Duration.ofSeconds(50), late, "the class from 20 s to 50 s");
    }

    @Test
    void oldCountsGo() {
        run(9);
        counts.write();
        node.advance(Duration.ofDays(9));
        counts.write();

        assertEquals(0, node.database().count("SELECT count(*) FROM takt_stat"));
    }

    private void run(int square) {
        node.scheduler().run(call("math.sqrt", square));
        node.poll();
    }

    /** Something that cannot be done. */
    @ApplicationScoped
    static class Work {
        @TaskFunction
        public void fail() {
            throw new IllegalStateException("it cannot be done");
        }
    }
}
