package dev.takt.builtin;

import static dev.takt.api.Call.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.Call;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Task;
import dev.takt.api.TaskId;
import dev.takt.api.TaskState;
import dev.takt.harness.Setup;
import dev.takt.harness.TaktNode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function shell.run, with programs that any Linux has. */
class ShellFunctionTest {
    private static TaktNode node;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        node = TaktNode.on(Setup.H2_HIBERNATE)
                .setting("takt.shell.commands", "/bin/echo, /bin/cat, /bin/sh, /no/such/program")
                .start();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void exitCodeOutputAndErrorOutputAreTheResult() {
        JsonObject result = result(call("shell.run", "/bin/sh", "-c", "echo one; echo two >&2; exit 3"));

        assertEquals(3, result.getInt("exitCode"));
        assertEquals("one\n", result.getString("output"));
        assertEquals("two\n", result.getString("errorOutput"));
    }

    @Test
    void noShellReadsTheArguments() {
        JsonObject result = result(call("shell.run", "/bin/echo", "$HOME; ls > /tmp/x", "*", "Jörg", ""));

        assertEquals("$HOME; ls > /tmp/x * Jörg \n", result.getString("output"));
    }

    @Test
    void theInputIsEmpty() {
        assertEquals("", result(call("shell.run", "/bin/cat")).getString("output"));
    }

    @Test
    void argumentsMayBeNamed() {
        JsonObject result =
                result(call("shell.run").kwarg("command", "/bin/echo").kwarg("args", List.of("a", "b")));

        assertEquals("a b\n", result.getString("output"));
    }

    @Test
    void longOutputKeepsItsEnd() {
        JsonObject result = result(
                call("shell.run", "/bin/sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done"));

        String output = result.getString("output");
        int all = 10 * 7 + 90 * 8 + 900 * 9 + 9000 * 10 + 10000 * 11;
        assertTrue(
                output.startsWith("[the first " + (all - Tail.LIMIT) + " bytes are left out]\n"),
                output.substring(0, 60));
        assertTrue(output.endsWith("line 19998\nline 19999\n"));
    }

    @Test
    void aGrandchildThatKeepsTheOutputOpenHoldsUpNobody() {
        JsonObject result = assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> result(call("shell.run", "/bin/sh", "-c", "sleep 60 & echo $!")));

        ProcessHandle.of(Long.parseLong(result.getString("output").strip()))
                .orElseThrow()
                .destroy();
    }

    @Test
    void aCommandThatIsNotListedIsRefused() {
        assertEquals(
                new Problem(
                        "args",
                        "shell.run: expected the absolute path of a command that takt.shell.commands lists,"
                                + " was /bin/rm"),
                refusal(call("shell.run", "/bin/rm", "x")));
        refusal(call("shell.run", "/bin/../bin/echo"));
    }

    @Test
    void aCommandWithoutItsPathIsRefusedWithTheListedOne() {
        assertEquals(
                new Problem(
                        "kwargs",
                        "shell.run: expected the absolute path of a command that takt.shell.commands lists,"
                                + " was echo; did you mean /bin/echo?"),
                refusal(call("shell.run").kwarg("command", "echo")));
    }

    @Test
    void argumentsThatNoProgramCanTakeAreRefused() {
        assertEquals(
                "shell.run: an argument is null or holds the character NUL",
                refusal(call("shell.run", "/bin/echo", "a\0b")).message());
        assertTrue(refusal(call("shell.run", "/bin/echo", 5)).message().contains("expects a text, was 5"));
    }

    @Test
    void withoutASettingNothingCanBeRun() {
        try (TaktNode plain = TaktNode.on(Setup.H2_HIBERNATE).start()) {
            var refused = assertThrows(
                    ScheduleRejectedException.class, () -> plain.scheduler().run(call("shell.run", "/bin/echo")));

            assertEquals(
                    "shell.run: takt.shell.commands lists no command on this node",
                    refused.problems().get(0).message());
        }
    }

    @Test
    void aRowMadeBehindTaktsBackIsCheckedToo() {
        node.database()
                .execute("INSERT INTO takt_schedule (name, func, args, schedule_type, repeats)"
                        + " VALUES ('sly', 'shell.run', '\"/bin/rm\"', 'O', 1)");
        node.poll();

        assertEquals(
                "1",
                node.database()
                        .column("SELECT count(*) FROM takt_task WHERE name = 'sly' AND state = 'FAILED'"
                                + " AND error_message LIKE '%takt.shell.commands lists, was /bin/rm'")
                        .get(0));
    }

    @Test
    void aProgramThatCannotBeStartedIsAFailure() {
        Task task = run(call("shell.run", "/no/such/program"));

        assertEquals(TaskState.FAILED, task.state());
        assertTrue(
                task.error().message().contains("/no/such/program"),
                task.error().message());
    }

    @Test
    void atItsTimeoutTheProgramAndItsChildrenAreEndedEvenIfTheyIgnoreIt() {
        Path pids = folder.resolve("pids");
        String script =
                "trap '' TERM; sleep 300 & echo $$ $! > " + pids + ".new; mv " + pids + ".new " + pids + "; wait";
        try (TaktNode threaded = TaktNode.on(Setup.POSTGRESQL_ECLIPSELINK)
                .setting("takt.shell.commands", "/bin/sh")
                .threaded()
                .start()) {
            TaskId id = threaded.scheduler()
                    .run(call("shell.run", "/bin/sh", "-c", script).timeout(Duration.ofSeconds(2)));
            threaded.poll();

            Task task = threaded.scheduler().fetch(id, Duration.ofSeconds(20)).orElseThrow();

            assertEquals("exceeded its timeout of 2 s", task.error().message());
            for (String pid : read(pids).split(" ")) {
                awaitGone(Long.parseLong(pid.strip()));
            }
        }
    }

    /** A process that nobody has waited for yet is gone as well: it has no command any more. */
    private static void awaitGone(long pid) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().command())
                    .isPresent()) {
                LockSupport.parkNanos(10_000_000);
            }
        });
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("the program has not come that far", e);
        }
    }

    private static JsonObject result(Call call) {
        Task task = run(call);
        assertEquals(TaskState.SUCCEEDED, task.state(), String.valueOf(task.error()));
        try (var reader = Json.createReader(new StringReader(task.result()))) {
            return reader.readObject();
        }
    }

    private static Task run(Call call) {
        TaskId id = node.scheduler().run(call);
        node.poll();
        return node.scheduler().find(id).orElseThrow();
    }

    private static Problem refusal(Call call) {
        var refused = assertThrows(
                ScheduleRejectedException.class, () -> node.scheduler().run(call));
        assertEquals(1, refused.problems().size());
        return refused.problems().get(0);
    }
}
