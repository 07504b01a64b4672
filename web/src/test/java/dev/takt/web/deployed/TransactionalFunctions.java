package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions that write through jdbc/takt in the transaction that records their outcome: beans and session beans. */
interface TransactionalFunctions extends Deployed {
    @BeforeEach
    default void makeTheTable() {
        admin().call("rows.execute", "[\"CREATE TABLE IF NOT EXISTS seat (number integer NOT NULL)\"]");
    }

    @Test
    default void aTransactionalFunctionFindsATransactionThatCommits() {
        assertEquals("\"booked 1\"", admin().call("seats.book", "[1]").toString());
        assertEquals(1, booked(1));
    }

    @Test
    default void aSessionBeanFindsATransactionThatCommits() {
        assertEquals("\"booked 2\"", admin().call("desk.book", "[2]").toString());
        assertEquals(1, booked(2));
    }

    @Test
    default void aSessionBeanWithATransactionOfItsOwnIsAPlainFunction() {
        admin().call("desk.bookApart", "[3]");

        assertEquals(1, booked(3));
    }

    @Test
    default void whatAFailureRollsBackIsUndone() {
        assertFailed("taken", admin().run("{\"func\": \"seats.refuse\", \"args\": [11]}"));
        assertFailed("taken", admin().run("{\"func\": \"desk.refuse\", \"args\": [12]}"));

        assertEquals(0, booked(11) + booked(12));
    }

    @Test
    default void whatAFailureDoesNotRollBackIsCommittedWithIt() {
        assertFailed("no paper", admin().run("{\"func\": \"seats.complain\", \"args\": [21]}"));
        assertFailed("no paper", admin().run("{\"func\": \"desk.complain\", \"args\": [22]}"));

        assertEquals(1, booked(21));
        assertEquals(1, booked(22));
    }

    @Test
    default void aMarkForRollbackIsAFailure() {
        assertFailed(
                "the transaction was marked for rollback", admin().run("{\"func\": \"seats.undo\", \"args\": [31]}"));

        assertEquals(0, booked(31));
    }

    @Test
    default void aTransactionOfTaktsOwnMeanwhileChangesNothing() {
        admin().run("{\"func\": \"seats.bookTwice\", \"args\": [41], \"timeout\": \"PT1M\"}");
        assertFailed(
                "no such seats",
                admin().run("{\"func\": \"seats.bookTwice\", \"args\": [-41], \"timeout\": \"PT1M\"}"));

        assertEquals(2, booked(41) + booked(42));
        assertEquals(0, booked(-41) + booked(-40));
    }

    @Test
    default void whatATimeoutInterruptsIsUndone() {
        JsonObject task = admin().run("{\"func\": \"seats.endure\", \"args\": [51], \"timeout\": \"PT0.5S\"}");

        assertFailed("exceeded its timeout of 500 ms", task);
        assertEquals(0, booked(51));
    }

    @Test
    default void aSecondDataSourceThatCannotJoinIsRefusedWithTheWaysOut() {
        JsonObject task = admin().run("{\"func\": \"seats.bookElsewhere\", \"args\": [61]}");

        assertEquals("FAILED", task.getString("state"), task.toString());
        String message = task.getJsonObject("error").getString("message");
        assertTrue(message.contains("two names of one pool"), message);
        assertTrue(message.contains("@TaskFunction(joinTransaction = false)"), message);
        assertEquals(0, booked(61));
    }

    @Test
    default void theTransactionOfAPartOfAPlainFunctionIsOne() {
        assertFailed("taken", admin().run("{\"func\": \"lounge.refuse\", \"args\": [71]}"));

        assertEquals(0, booked(71));
    }

    @Test
    default void whatSuchAPartHasPlannedIsUndoneWithIt() {
        assertFailed("taken", admin().run("{\"func\": \"lounge.planAndRefuse\", \"args\": [\"seventy-two\"]}"));

        assertEquals(
                List.of(), admin().get("schedules?name=seventy-two").expect(200).items());
    }

    @Test
    default void whatATransactionHasPlannedItFinds() {
        assertEquals(
                "true", admin().call("seats.planAndLook", "[\"seventy-four\"]").toString());
    }

    @Test
    default void oneMayPlanWhereTheContainerHasNoTransaction() {
        String id = admin().call("desk.plan", "[\"seventy-three\"]").toString();

        assertEquals(
                "seventy-three",
                admin().get("schedules/" + id).expect(200).json().getString("name"));
        assertEquals(204, admin().send("DELETE", "api/v1/schedules/" + id, "").status());
    }

    @Test
    default void aSlotIsTakenAndItsScheduleMovedInOneTransaction() {
        assumeTrue(isOnPostgresql(), "only PostgreSQL shows which transaction wrote a row");
        String id = admin().post("schedules", """
                        {"func": "patience.endure", "type": "DAILY", "nextRun": "2026-01-01T00:00:00Z", "catchUp": false}""")
                .expect(201)
                .json()
                .getJsonNumber("id")
                .toString();
        JsonObject task = Rest.await(
                        Duration.ofSeconds(10),
                        () -> admin().get("tasks?schedule=" + id).expect(200).items(),
                        tasks -> !tasks.isEmpty())
                .get(0);

        assertEquals(
                "1",
                admin().call(
                                "rows.number",
                                "[\"SELECT count(*) FROM takt_task t, takt_schedule s WHERE s.id = " + id
                                        + " AND t.schedule_id = s.id AND t.xmin = s.xmin\"]")
                        .toString());

        admin().post("tasks/" + task.getJsonNumber("id") + "/cancel", "").expect(200);
        assertEquals(204, admin().send("DELETE", "api/v1/schedules/" + id, "").status());
    }

    private static void assertFailed(String message, JsonObject task) {
        assertEquals("FAILED", task.getString("state"), task.toString());
        assertEquals(message, task.getJsonObject("error").getString("message"));
    }

    private int booked(int seat) {
        return Integer.parseInt(admin().call("seats.booked", "[" + seat + "]").toString());
    }
}
