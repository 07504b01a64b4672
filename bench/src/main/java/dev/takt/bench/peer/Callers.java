package dev.takt.bench.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An application that plans tasks from many threads for a while. */
final class Callers {
    private Callers() {}

    /** Plans some tasks. */
    interface Call {
        /** Says how many. */
        int make() throws Exception;
    }

    /** Repeats a call; says how many tasks all of them planned. The first that fails ends it. */
    static long repeat(int threads, Duration duration, Call call) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Double>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(callers.submit(() -> {
                    double planned = 0;
                    for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
                        int made = call.make();
                        long took = System.nanoTime() - begin;
                        // of a call that lasts too long, the part that lies within
                        planned += made * Math.min(1.0, (double) (end - begin) / took);
                    }
                    return planned;
                }));
            }
            double planned = 0;
            for (Future<Double> each : all) {
                planned += each.get();
            }
            return Math.round(planned);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        } finally {
            callers.shutdownNow();
        }
    }
}
