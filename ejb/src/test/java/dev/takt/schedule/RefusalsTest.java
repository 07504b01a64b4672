package dev.takt.schedule;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleType;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.json.Json;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: refused with the field's name, what was expected and what was there, and nothing is stored. */
class RefusalsTest {
    private static TaktNode node;

    @BeforeAll
    static void start() {
        node = TaktNode.on(Setup.H2_HIBERNATE).start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'func':'math.copysing','args':[2,-2]} | func | no live node has a function named math.copysing; did you mean math.copysign?",
                "{} | func | expected the name of a function, was left out",
                "{'func':7} | func | expected a text, was 7",
                "{'func':'math.copysign','args':[2]} | args | math.copysign takes 2 arguments, was given 1: parameter sign: double is missing in copysign(magnitude: double, sign: double)",
                "{'func':'math.sqrt','args':[1,2]} | args | math.sqrt takes 1 argument, was given 2: sqrt(number: double)",
                "{'func':'math.sqrt','args':['nine']} | args | math.sqrt: parameter number: double expects a number of type double, was \"nine\"",
                "{'func':'math.sqrt','args':{'number':9}} | args | expected a JSON array, was {\"number\":9}",
                "{'func':'math.sqrt','args':'nine'} | args | expected a JSON array, was nine",
                "{'func':'math.sqrt','kwargs':{'numbr':9}} | kwargs | math.sqrt has no parameter numbr; did you mean number? It takes (number)",
                "{'func':'math.sqrt','args':[9],'kwargs':{'number':9}} | kwargs | math.sqrt: parameter number is given twice, in args and in kwargs",
                "{'func':'math.sqrt','args':[9],'type':'DALY'} | type | expected one of ONCE, INTERVAL, MINUTES, HOURLY, DAILY, WEEKLY, BIWEEKLY, MONTHLY, BIMONTHLY, QUARTERLY, YEARLY, CRON, was \"DALY\"; did you mean DAILY?",
                "{'func':'math.sqrt','args':[9],'type':'MINUTES'} | minutes | MINUTES needs a whole number of minutes, at least 1, was left out",
                "{'func':'math.sqrt','args':[9],'type':'MINUTES','minutes':0} | minutes | expected a whole number from 1 to 2147483647, was 0",
                "{'func':'math.sqrt','args':[9],'type':'INTERVAL','every':'1s'} | every | expected an ISO-8601 duration of at least PT0.1S, such as PT30S, was \"1s\"",
                "{'func':'math.sqrt','args':[9],'type':'INTERVAL','every':'PT0.05S'} | every | expected an ISO-8601 duration of at least PT0.1S, such as PT30S, was \"PT0.05S\"",
                "{'func':'math.sqrt','args':[9],'type':'CRON','cron':'0 25 * * *'} | cron | cron expression \"0 25 * * *\": hour: Value 25 not in range [0, 23]",
                "{'func':'math.sqrt','args':[9],'nextRun':'tomorrow'} | nextRun | expected an instant such as 2027-01-31T18:00:00Z, was \"tomorrow\"",
                "{'func':'math.sqrt','args':[9],'zone':'Europe/Pari'} | zone | expected an IANA zone such as Europe/Paris, was \"Europe/Pari\"; did you mean Europe/Paris or Europe/Bari?",
                "{'func':'math.sqrt','args':[9],'repeats':1.5} | repeats | expected a whole number from -2147483648 to 2147483647, was 1.5",
                "{'func':'math.sqrt','args':[9],'repeets':1} | repeets | there is no such field; did you mean repeats?",
                "{'func':'math.sqrt','args':[9],'paused':'yes'} | paused | expected true or false, was \"yes\"",
                "{'func':'math.sqrt','args':[9],'timeout':'PT-1S'} | timeout | expected an ISO-8601 duration of at least PT0.001S, such as PT30S, was \"PT-1S\"",
                "{'func':'math.sqrt','args':[9],'nextRun':'2027-01-02T00:00:00Z','until':'2027-01-01T00:00:00Z'} | until | expected an instant after nextRun, was 2027-01-01T00:00:00Z",
            })
    void badInputIsNamedByItsField(String json, String field, String message) {
        List<Problem> problems = problemsOf(fields(json));

        assertEquals(
                List.of(new Problem(field, message.replace("; did you mean Europe/Paris or Europe/Bari?", ""))),
                problems.stream()
                        .map(problem -> new Problem(
                                problem.field(),
                                problem.field().equals("zone")
                                        ? problem.message().replaceAll("; did you mean .*", "")
                                        : problem.message()))
                        .toList());
    }

    @Test
    void allProblemsComeAtOnceAndNothingIsStored() {
        long before = node.database().count("SELECT count(*) FROM takt_schedule");

        List<Problem> problems = problemsOf(
                fields("{'func':'math.sqrt','args':['x'],'type':'MINUTES','nextRun':'soon','colour':'red'}"));

        assertEquals(
                List.of("args", "nextRun", "minutes", "colour"),
                problems.stream().map(Problem::field).toList());
        assertEquals(before, node.database().count("SELECT count(*) FROM takt_schedule"));
    }

    @Test
    void aTakenNameIsAConflict() {
        node.scheduler().schedule(call("math.sqrt", 9).name("nightly").daily());

        var conflict = assertThrows(
                ScheduleConflictException.class,
                () -> node.scheduler().schedule(call("math.sqrt", 4).name("nightly")));

        assertEquals("name", conflict.problems().get(0).field());
    }

    @Test
    void anOldVersionIsAConflict() {
        Schedule read = node.scheduler().schedule(call("math.sqrt", 9).daily());
        node.scheduler().update(read.id(), call("math.sqrt", 16).daily());

        Call late = call("math.sqrt", 25).daily().set("version", read.version());

        var conflict = assertThrows(
                ScheduleConflictException.class, () -> node.scheduler().update(read.id(), late));
        assertEquals("version", conflict.problems().get(0).field());
        assertEquals("[16]", node.scheduler().find(read.id()).orElseThrow().args());
    }

    @Test
    void anUnknownHookIsAWarning() {
        Schedule schedule = node.scheduler().schedule(call("math.sqrt", 9).hook("hooks.printResults"));

        assertEquals(
                List.of("hook: nobody observes hooks.printResults on this node; did you mean hooks.printResult?"),
                schedule.warnings());
    }

    @Test
    void aCallThatRunsAtOnceTakesNoTiming() {
        var refused = assertThrows(
                ScheduleRejectedException.class,
                () -> node.scheduler().run(call("math.sqrt", 9).type(ScheduleType.DAILY)));

        assertEquals("type", refused.problems().get(0).field());
    }

    @Test
    void whatWasReadCanBeSentBack() {
        Schedule read = node.scheduler().schedule(call("math.sqrt", 9).daily().repeats(5));
        Call echo = Call.ofFields(Json.createObjectBuilder()
                .add("id", read.id())
                .add("func", "math.sqrt")
                .add("args", "9")
                .add("type", "DAILY")
                .add("state", "ACTIVE")
                .add("nextRun", read.nextRun().toString())
                .add("repeats", 5)
                .build());

        Schedule written = node.scheduler().update(read.id(), echo);

        assertEquals(read.nextRun(), written.nextRun());
        assertEquals(0, node.database().count("SELECT generation FROM takt_schedule WHERE id = " + read.id()));
        assertTrue(written.version() > read.version());
    }

    private static List<Problem> problemsOf(Call call) {
        return assertThrows(
                        ScheduleRejectedException.class, () -> node.scheduler().schedule(call))
                .problems();
    }

    private static Call fields(String json) {
        try (var reader = Json.createReader(new StringReader(json.replace('\'', '"')))) {
            return Call.ofFields(reader.readObject());
        }
    }
}
