package dev.takt.builtin;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.Call;
import dev.takt.api.FunctionInfo;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import dev.takt.run.FunctionRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The function batch.start where there is no Jakarta Batch. With it: the deployed tests of takt-web. */
class BatchFunctionTest {
    private static TaktNode node;

    @BeforeAll
    static void start() {
        node = TaktNode.on(Setup.H2_ECLIPSELINK).threaded().start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void withoutJakartaBatchTheCreationIsRefused() {
        assertEquals(
                List.of(new Problem("kwargs", "batch.start: there is no Jakarta Batch on this server")),
                problems(call("batch.start").kwarg("job", "nightly").kwarg("day", "2027-01-31")));
    }

    @Test
    void aNameThatIsAPathIsRefused() {
        assertEquals(
                List.of(new Problem("args", "batch.start: expected the name of a job, was ../beans")),
                problems(call("batch.start", "../beans")));
    }

    @Test
    void theSignatureShowsThatAnyParameterIsTaken() {
        assertEquals(
                List.of("start(job: String, **parameters)"),
                node.get(FunctionRegistry.class).infos().stream()
                        .filter(info -> info.name().equals("batch.start"))
                        .map(FunctionInfo::signature)
                        .toList());
    }

    private static List<Problem> problems(Call call) {
        return assertThrows(
                        ScheduleRejectedException.class, () -> node.scheduler().run(call))
                .problems();
    }
}
