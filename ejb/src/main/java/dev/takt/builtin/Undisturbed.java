package dev.takt.builtin;

import dev.takt.config.Later;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Calls on a thread that nobody interrupts and that has no transaction. The job operator needs this: it keeps its jobs in a
 * database, often an embedded H2, whose file an interrupt would close for everybody.
 */
final class Undisturbed {
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

    /** Waits for a call's answer. An executor that is shut down ends the waiting. */
    static <T> T answer(Call<T> call) throws InterruptedException {
        try {
            call.ran().get();
            return call.task().get();
        } catch (ExecutionException thrown) {
            if (thrown.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(thrown.getCause());
        } catch (CancellationException down) {
            throw new IllegalStateException("This node goes down", down);
        }
    }

    /** A call under way: its task, and the executor's word that it has run. */
    record Call<T>(FutureTask<T> task, Future<?> ran) {}
}
