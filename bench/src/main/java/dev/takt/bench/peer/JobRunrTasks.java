package dev.takt.bench.peer;

import dev.takt.bench.measure.Recorder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The methods that JobRunr calls, by reflection: hence public. */
public final class JobRunrTasks {
    private final Recorder recorder;

    JobRunrTasks(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Does nothing. */
    public void noop() {}

    /**
     * Tells the recorder.
     *
     * @param due when it should have begun, in microseconds since the epoch
     */
    public void late(long due) {
        recorder.began(Instant.EPOCH.plus(due, ChronoUnit.MICROS));
    }
}
