package dev.takt.builtin;

import dev.takt.config.Later;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls on a thread that nobody interrupts and that has no transaction. The job operator needs this: it keeps its jobs in a
 * database, often an embedded H2, whose file an interrupt would close for everybody.
 */
final class Undisturbed {
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

    private final Later later;

    Undisturbed(Later later) {
        this.later = later;
    }

    /**
     * Calls, and waits for the answer.
     *
     * @throws InterruptedException if the waiting was interrupted: the call goes on
     */
    <T> T call(Duration delay, Callable<T> call) throws InterruptedException {
        return answer(begin(delay, call));
    }

    /** Begins a call. */
    <T> Call<T> begin(Duration delay, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        return new Call<>(task, later.run(task, delay));
    }

    /** Waits for a call's answer, but not for ever: an executor that is shut down may forget the call. */
    static <T> T answer(Call<T> call) throws InterruptedException {
        try {
            call.ran().get(LONGEST_ANSWER.toMinutes(), TimeUnit.MINUTES);
            return call.task().get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (CancellationException | TimeoutException lost) {
            throw new IllegalStateException("There was no answer; this node may be going down", lost);
        }
    }

    /** A call under way: its task, and the executor's word that it has run. */
    record Call<T>(FutureTask<T> task, Future<?> ran) {}
}
