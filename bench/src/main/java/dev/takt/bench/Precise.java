package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import dev.takt.bench.measure.Cpu;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** One-time tasks at random instants, 200 a second for 30 s: how late; perhaps beside many that are not due for long. */
final class Precise implements Workload {
    private static final int PER_SECOND = 200;
    private static final int SECONDS = 30;
    private static final int MARGIN = 4;
    private static final Duration PLANNING = Duration.ofSeconds(30);

    private final int far;

    Precise(int far) {
        this.far = far;
    }

    @Override
    public void run(Trial trial) throws Exception {
        int seconds = trial.options().scaled(SECONDS);
        try (Engine engine = trial.engine()) {
            if (far > 0) {
                engine.far(trial.options().scaled(far));
            }
            trial.settle();
            engine.start();
            if (far > 0) {
                Trial.sleepUntil(Instant.now().plusSeconds(10));
                Cpu before = trial.cpu(engine);
                Trial.sleepUntil(Instant.now().plusSeconds(seconds));
                trial.add(
                        "idle_cpu_s",
                        trial.cpu(engine)
                                .since(before)
                                .without(trial.idle(), seconds)
                                .total());
            }
            Instant from = Instant.now().plus(PLANNING);
            engine.once(times(from, seconds, trial.round()));
            if (Instant.now().isAfter(from.minusSeconds(MARGIN))) {
                throw new UnsupportedOperationException("planning " + PER_SECOND * seconds + " tasks took too long");
            }
            Trial.sleepUntil(from.minusSeconds(MARGIN));
            Cpu before = trial.cpu(engine);
            Instant to = from.plusSeconds(seconds);
            Trial.sleepUntil(to.plusSeconds(MARGIN));
            Cpu used = trial.cpu(engine).since(before).without(trial.idle(), seconds + 2.0 * MARGIN);
            Lateness.of(engine.recorder(), from, to, PER_SECOND * seconds).addTo(trial, "");
            trial.add("cpu_s", used.total());
            trial.writeStatements();
        }
    }

    private static List<Instant> times(Instant from, int seconds, int round) {
        Random random = new Random(round);
        return IntStream.range(0, PER_SECOND * seconds)
                .mapToObj(i -> from.plusNanos(1000 * (long) (random.nextDouble() * seconds * 1_000_000)))
                .sorted()
                .toList();
    }
}
