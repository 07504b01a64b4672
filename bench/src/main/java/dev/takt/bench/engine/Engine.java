package dev.takt.bench.engine;

import dev.takt.bench.measure.Recorder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An engine under test, with a database of its own. What it cannot do it refuses with
 * {@link UnsupportedOperationException}, whose message goes into the table.
 */
public interface Engine extends AutoCloseable {
    /** Makes the tables and starts the process, which polls for nothing yet. */
    void prepare() throws Exception;

    /** Plans so many no-op tasks, all due; before the start. */
    void due(int tasks) throws Exception;

    /** Plans so many tasks, all due, that each insert one row, exactly once in effect; before the start. */
    void dueEffects(int tasks) throws Exception;

    /** Plans so many tasks for a year from now; before the start. */
    void far(int tasks) throws Exception;

    /** Begins to poll. */
    void start() throws Exception;

    /** Plans schedules that run each second, spread over the second that begins with {@code first}. */
    void recurring(int schedules, Instant first) throws Exception;

    /** Plans one-time tasks. */
    void once(List<Instant> times) throws Exception;

    /** Plans one-time tasks for a year from now, one call each; says how many. */
    long create(int threads, Duration duration) throws Exception;

    /** The same, many to a call. */
    long createInBulk(int threads, Duration duration) throws Exception;

    /** Runs no-op tasks at once, one call each, and waits for them; says how many. */
    default long runNow(int threads, Duration duration) throws Exception {
        throw new UnsupportedOperationException("not built for the others");
    }

    /** How many outcomes are committed. */
    long completed() throws Exception;

    /** When it polled first, of a burst that has ended. */
    Instant firstPoll() throws Exception;

    /** When its last outcome was committed, of a burst that has ended. */
    Instant lastOutcome() throws Exception;

    /** How many distinct tasks of a burst of so many have an outcome in the database, or are gone from it for good. */
    long distinctOutcomes(int tasks) throws Exception;

    /** Fills its tables as years of use do; before the start. */
    default void fill(int schedules, int tasks) throws Exception {
        throw new UnsupportedOperationException("other tables and other pages, or none: nothing to compare");
    }

    /** Where its pages are, of one that can be filled. */
    default URI pages() {
        throw new UnsupportedOperationException("no pages that are compared");
    }

    /** Another burst of so many no-op tasks, of one that can be filled and has started: tasks a second. */
    default double burst(int tasks) throws Exception {
        throw new UnsupportedOperationException("one burst to a process");
    }

    /** What its tasks tell. */
    Recorder recorder();

    /** Its process. */
    long pid();

    /** How it is set up, for people. */
    String settings() throws Exception;

    /** Ends its process, whatever the state. */
    @Override
    void close() throws Exception;
}
