package dev.takt.config;

import java.time.Duration;
import java.util.concurrent.Future;

/** Runs a job after a while. */
@FunctionalInterface
public interface Later {
    /**
     * Schedules a job.
     *
     * @param job what to run, once
     * @param delay how long to wait
     * @return to cancel it with
     */
    Future<?> run(Runnable job, Duration delay);
}
