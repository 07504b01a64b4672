package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import dev.takt.bench.measure.Cpu;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * 50,000 one-time tasks that do nothing, all due before the engine starts: tasks a second from the first poll to the last
 * outcome's commit. Then PostgreSQL is killed and started again, and the outcomes are counted. An engine that has not done all of
 * them after three minutes is measured by what it has done, and its outcomes are not counted, since it would go on.
 */
final class Burst implements Workload {
    private static final int TASKS = 50_000;
    private static final long LOOK_MILLIS = 50;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private record Look(Instant at, Cpu cpu) {}

    @Override
    public void run(Trial trial) throws Exception {
        int tasks = trial.options().scaled(TASKS);
        try (Engine engine = trial.engine()) {
            engine.due(tasks);
            trial.settle();
            List<Look> looks = new ArrayList<>();
            Thread looking = lookAtCpu(trial, engine, looks);
            engine.start();
            long done = completedWithin(LONGEST, engine, tasks);
            looking.interrupt();
            looking.join();
            Instant first = engine.firstPoll();
            Instant last = engine.lastOutcome();
            double seconds = Duration.between(first, last).toNanos() / 1e9;
            Cpu used = at(looks, last).since(at(looks, first)).without(trial.idle(), seconds);
            trial.add("tasks_per_s", done / seconds);
            trial.add("cpu_ms_per_task", used.total() * 1000 / done);
            trial.writeStatements();
            if (done < tasks) {
                trial.add("tasks_within_3_min", done);
                return;
            }
            trial.postgres().killAndRestart();
            trial.add("outcomes_after_kill", engine.distinctOutcomes(tasks));
        }
    }

    static void awaitAll(Engine engine, int tasks) throws Exception {
        long done = completedWithin(LONGEST, engine, tasks);
        if (done < tasks) {
            throw new IOException("Only " + done + " of " + tasks + " tasks ended within " + LONGEST);
        }
    }

    /** The engine is another process; to look more often would take part in what is measured. */
    private static long completedWithin(Duration longest, Engine engine, int tasks) throws Exception {
        Instant end = Instant.now().plus(longest);
        long done = engine.completed();
        while (done < tasks && Instant.now().isBefore(end)) {
            TimeUnit.MILLISECONDS.sleep(2 * LOOK_MILLIS);
            done = engine.completed();
        }
        if (done == 0) {
            throw new IOException("None of " + tasks + " tasks is known to have ended within " + longest);
        }
        return done;
    }

    /** Samples the time of the processors now and then, until it is interrupted: time is what is measured. */
    private static Thread lookAtCpu(Trial trial, Engine engine, List<Look> looks) {
        Thread looking = new Thread(() -> {
            try {
                while (true) {
                    looks.add(new Look(Instant.now(), trial.cpu(engine)));
                    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                }
            } catch (InterruptedException ended) {
                looks.add(new Look(Instant.now(), trial.cpu(engine)));
            }
        });
        looking.start();
        return looking;
    }

    private static Cpu at(List<Look> looks, Instant instant) {
        return looks.stream()
                .filter(look -> !look.at().isBefore(instant))
                .findFirst()
                .orElse(looks.get(looks.size() - 1))
                .cpu();
    }
}
