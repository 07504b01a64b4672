package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
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

    private static void assertFailed(String message, JsonObject task) {
        assertEquals("FAILED", task.getString("state"), task.toString());
        assertEquals(message, task.getJsonObject("error").getString("message"));
    }

    private int booked(int seat) {
        return Integer.parseInt(admin().call("seats.booked", "[" + seat + "]").toString());
    }
}
