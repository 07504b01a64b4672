package dev.takt.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What tasks tell of themselves, in a file that the benchmark's own process reads meanwhile: when each was due and when
 * it began, and how many outcomes are committed. Costs a task less than a microsecond.
 */
public final class Recorder {
    /** Names the file, in the process of the tasks. */
    public static final String FILE = "bench.recorder";

    private static final int MOST = 1_000_000;
    private static final int HEADER = 8;
    private static final int COMPLETED = 0;
    private static final int FIRST_POLL = 1;
    private static final int LAST_COMPLETED = 2;

    private final LongBuffer file;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong completed = new AtomicLong();

    private Recorder(Path path) {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = 8L * (HEADER + 2L * MOST);
            file = channel.map(FileChannel.MapMode.READ_WRITE, 0, size).asLongBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the file.
     *
     * @param path made if it is not there
     * @return a recorder, of which a process needs one
     */
    public static Recorder at(Path path) {
        return new Recorder(path);
    }

    /**
     * A task has begun.
     *
     * @param due when it should have
     */
    public void began(Instant due) {
        long now = micros(Instant.now());
        int at = next.getAndIncrement();
        if (at < MOST) {
            file.put(HEADER + 2 * at + 1, now);
            file.put(HEADER + 2 * at, micros(due)); // last: it says that the pair is there
        }
    }

    /** The scheduler polls for the first time, now. */
    public void firstPoll() {
        file.put(FIRST_POLL, micros(Instant.now()));
    }

    /**
     * Outcomes are committed.
     *
     * @param tasks how many, since the last call
     */
    public void completed(int tasks) {
        long now = micros(Instant.now());
        long all = completed.addAndGet(tasks);
        synchronized (this) {
            if (all > file.get(COMPLETED)) {
                file.put(LAST_COMPLETED, now);
                file.put(COMPLETED, all);
            }
        }
    }

    /**
     * How many outcomes are committed.
     *
     * @return 0 at first
     */
    public long completedTasks() {
        return file.get(COMPLETED);
    }

    /**
     * When the scheduler polled first.
     *
     * @return meaningless before it did
     */
    public Instant firstPollAt() {
        return instant(file.get(FIRST_POLL));
    }

    /**
     * When the last outcome was committed.
     *
     * @return meaningless before one was
     */
    public Instant lastCompletedAt() {
        return instant(file.get(LAST_COMPLETED));
    }

    /**
     * All that began.
     *
     * @return in no order
     */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int at = 0; at < MOST && file.get(HEADER + 2 * at) != 0; at++) {
            runs.add(new Run(file.get(HEADER + 2 * at), file.get(HEADER + 2 * at + 1)));
        }
        return runs;
    }

    /**
     * One run, in microseconds since the epoch.
     *
     * @param due when it should have begun
     * @param began when it did
     */
    public record Run(long due, long began) {
        /** How late it was, in microseconds; negative if early. */
        public long late() {
            return began - due;
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
