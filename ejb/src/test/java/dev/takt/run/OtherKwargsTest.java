package dev.takt.run;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.takt.api.Call;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A function that takes kwargs which no parameter names, and one whose arguments are checked beyond their types. */
class OtherKwargsTest {
    private static TaktNode node;

    @BeforeAll
    static void start() {
        node = TaktNode.on(Setup.H2_ECLIPSELINK).with(Labels.class).start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void whatNoParameterNamesGoesIntoTheMapAsText() {
        Task task = run(call("labels.print")
                .kwarg("colour", "red")
                .kwarg("paper", "A4")
                .kwarg("copies", 2)
                .kwarg("price", new BigDecimal("1.50"))
                .kwarg("glossy", true));

        assertEquals("A4 {colour=red, copies=2, price=1.50, glossy=true}", task.resultAs(String.class));
    }

    @Test
    void theMapMayBeEmpty() {
        assertEquals("A4 {}", run(call("labels.print", "A4")).resultAs(String.class));
    }

    @Test
    void theMapCannotBeGivenByPosition() {
        assertEquals(
                new Problem("args", "labels.print takes 1 argument, was given 2: print(paper: String, **labels)"),
                refusal(call("labels.print", "A4", Map.of("colour", "red"))));
    }

    @Test
    void aValueThatIsNoPlainTextIsRefused() {
        assertEquals(
                new Problem(
                        "kwargs",
                        "labels.print: parameter colours expects a text, a number, true or false, was [\"red\"]"),
                refusal(call("labels.print", "A4").kwarg("colours", List.of("red"))));
    }

    @Test
    void aNamedParameterIsStillMissedAndNotGivenTwice() {
        assertEquals("args", refusal(call("labels.print").kwarg("papr", "A4")).field());
        assertEquals(
                new Problem("kwargs", "labels.print: parameter paper is given twice, in args and in kwargs"),
                refusal(call("labels.print", "A4").kwarg("paper", "A5")));
    }

    @Test
    void aCheckSeesTheBoundArgumentsAndItsProblemNamesTheField() {
        assertEquals(
                new Problem("args", "labels.print: there is no paper A9 {colour=red}"),
                refusal(call("labels.print", "A9").kwarg("colour", "red")));
        assertEquals(
                new Problem("kwargs", "labels.print: there is no paper A9 {}"),
                refusal(call("labels.print").kwarg("paper", "A9")));
    }

    private static Task run(Call call) {
        TaskId id = node.scheduler().run(call);
        node.poll();
        return node.scheduler().find(id).orElseThrow();
    }

    private static Problem refusal(Call call) {
        var refused = assertThrows(
                ScheduleRejectedException.class, () -> node.scheduler().run(call));
        return refused.problems().get(0);
    }

    @ApplicationScoped
    static class Labels implements ArgumentCheck {
        @TaskFunction
        public String print(String paper, @OtherKwargs Map<String, String> labels) {
            return paper + " " + labels;
        }

        @Override
        public String function() {
            return "labels.print";
        }

        @Override
        public Optional<String> problem(Object[] arguments) {
            return "A9".equals(arguments[0]) ? Optional.of("there is no paper A9 " + arguments[1]) : Optional.empty();
        }
    }
}
