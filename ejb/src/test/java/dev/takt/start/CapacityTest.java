package dev.takt.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.harness.Logged;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** An executor that refuses whatever is beyond its size, and a pool that refuses likewise or lets wait. */
class CapacityTest {
    private final Semaphore free = new Semaphore(0);

    /** How long the pool lets wait for a connection that somebody gives back. */
    private Duration patience = Duration.ZERO;

    @Test
    void whatIsLargeEnoughIsNotSpokenOf() {
        assertEquals(List.of(), told(8, 14, 20));
        assertEquals(14, free.availablePermits(), "all connections are back");
    }

    @Test
    void aPoolThatIsTooSmallIsToldWithWhatItNeeds() {
        assertEquals(
                List.of(
                        "WARNING TAKT-111 The pool of jdbc/takt gives 5 connections at once, and"
                                + " takt.transactional-workers=8 needs 14: make the pool larger, or lower takt.transactional-workers"),
                told(8, 5, 20));
        assertEquals(5, free.availablePermits(), "all connections are back");
    }

    /** As real ones do: what is given back before all is counted would go to who waits, and nothing would be missing. */
    @Test
    void aPoolThatLetsWaitIsToldLikewise() {
        patience = Duration.ofSeconds(20);
        List<String> told = told(8, 5, 20);
        assertEquals(1, told.size(), told::toString);
        assertTrue(told.get(0).contains("gives 5 connections at once"), told::toString);
    }

    @Test
    void anExecutorThatIsTooSmallIsTold() {
        assertEquals(
                List.of(
                        "WARNING TAKT-112 The executor runs 3 jobs at once, and takt.workers=8: give concurrent/takt so many"
                                + " core threads, for Takt alone, or lower takt.workers"),
                told(8, 40, 3));
    }

    @Test
    void bothAreTold() {
        assertEquals(2, told(8, 2, 3).size());
    }

    private List<String> told(int workers, int connections, int threads) {
        free.release(connections);
        ExecutorService executor =
                new ThreadPoolExecutor(threads, threads, 1, TimeUnit.MINUTES, new SynchronousQueue<>());
        try (Logged log = new Logged(Capacity.class)) {
            Capacity.check(executor, proxy(DataSource.class, this::connection), workers, workers);
            executor.shutdown();
            assertEquals(true, executor.awaitTermination(10, TimeUnit.SECONDS), "all have gone home");
            return log.lines();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            executor.shutdownNow();
        }
    }

    private Object connection() throws SQLTransientConnectionException, InterruptedException {
        if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new SQLTransientConnectionException("the pool is empty");
        }
        return proxy(Connection.class, () -> {
            free.release();
            return null;
        });
    }

    private interface Answer {
        Object get() throws Exception;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        method.getName().equals("toString") ? type.getSimpleName() : answer.get()));
    }
}
