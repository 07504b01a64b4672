package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The functions batch.start, with jobs of the application beside Takt, and shell.run. */
interface BuiltinFunctions extends Deployed {
    @Test
    default void aTaskCarriesTheExitStatusOfItsBatchJobWhichGetsTheParameters() {
        JsonObject task = admin().run("""
                {"func": "batch.start", "args": ["invoices"], "kwargs": {"day": "2027-01-31", "copies": 2}}""");

        assertEquals("SUCCEEDED", task.getString("state"), task.toString());
        JsonObject result = task.getJsonObject("result");
        assertEquals("COMPLETED", result.getString("batchStatus"));
        assertEquals("WRITTEN 2 for 2027-01-31", result.getString("exitStatus"));
        assertTrue(result.getJsonNumber("executionId").longValue() >= 0, result.toString());
    }

    @Test
    default void aTaskFailsWithItsBatchJob() {
        JsonObject task = admin().run("""
                {"func": "batch.start", "kwargs": {"job": "invoices", "day": "never", "copies": "1"}}""");

        assertEquals("FAILED", task.getString("state"), task.toString());
        String message = task.getJsonObject("error").getString("message");
        assertTrue(message.startsWith("the batch job invoices (execution "), message);
        assertTrue(message.endsWith(") ended as FAILED with exit status FAILED"), message);
    }

    @Test
    default void aBatchJobIsStoppedAtTheTasksTimeout() {
        JsonObject task = admin().run("""
                {"func": "batch.start", "args": ["reminders"], "timeout": "PT1S"}""");

        assertEquals("FAILED", task.getString("state"), task.toString());
        assertEquals("exceeded its timeout of 1 s", task.getJsonObject("error").getString("message"));
        Rest.await(
                Duration.ofSeconds(20),
                () -> admin().call("reminders.ended", "[]").toString(),
                ended -> ended.equals("1"));
        assertEquals("1", admin().call("reminders.started", "[]").toString());
    }

    @Test
    default void aBatchJobThatNoArchiveHasIsRefusedWithTheNearestThatHasRun() {
        admin().run("""
                {"func": "batch.start", "args": ["invoices"], "kwargs": {"day": "2027-01-31"}}""");

        String refusal = admin().post("schedules", """
                        {"func": "batch.start", "args": ["invoice"], "type": "DAILY"}""").expect(422).body();

        assertTrue(refusal.contains("no archive of this application has a job invoice"), refusal);
        assertTrue(refusal.contains("did you mean invoices?"), refusal);
        assertTrue(refusal.contains("\"args\""), refusal);
    }

    @Test
    default void aListedProgramRunsWithoutThePasswordsOfTakt() {
        JsonObject task = admin().run("{\"func\": \"shell.run\", \"args\": [\"/usr/bin/env\"]}");

        JsonObject result = task.getJsonObject("result");
        assertEquals(0, result.getInt("exitCode"), task.toString());
        assertTrue(result.getString("output").contains("PATH="), task.toString());
        assertFalse(result.getString("output").contains("TAKT_"), task.toString());
        assertEquals("", result.getString("errorOutput"));
    }

    @Test
    default void aProgramThatIsNotListedIsRefused() {
        String refusal = admin().post("tasks", "{\"func\": \"shell.run\", \"args\": [\"/bin/echo\", \"hello\"]}")
                .expect(422)
                .body();

        assertTrue(refusal.contains("takt.shell.commands"), refusal);
    }
}
