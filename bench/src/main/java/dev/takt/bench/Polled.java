package dev.takt.bench;

import dev.takt.bench.engine.Engine;
import dev.takt.bench.measure.Cpu;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What 50 people cost who leave the dashboard open: bursts by turns without and with their sessions, which ask for the
 * changing part every 10 s as the page does, beside 100,000 schedules and 1,000,000 tasks. On a shared machine equal bursts differ
 * by more than such sessions cost; so what these use of the processors is measured as well, while nothing is to be run.
 */
final class Polled implements Workload {
    private static final Logger LOG = Logger.getLogger(Polled.class.getName());
    private static final int SESSIONS = 50;

    /** So many answers until the compiler is done with what makes them: people's dashboards are open for days. */
    private static final int WARM_UP = 3000;

    private static final int PERIOD_MILLIS = 10_000;
    private static final int TURNS = 8;
    private static final int QUIET_SECONDS = 30;
    private static final int TASKS = 100_000;
    private static final String PART = "dashboard.xhtml?part=list";

    @Override
    public void run(Trial trial) throws Exception {
        int tasks = trial.options().scaled(TASKS);
        try (Engine engine = trial.engine()) {
            engine.fill(trial.options().scaled(Pages.SCHEDULES), trial.options().scaled(Pages.TASKS));
            trial.settle();
            engine.start();
            List<Visitor> visitors = visitors(engine.pages());
            engine.burst(tasks); // warms up
            List<Double> alone = new ArrayList<>();
            List<Double> polled = new ArrayList<>();
            List<Duration> answers = Collections.synchronizedList(new ArrayList<>());
            for (int turn = 0; turn < TURNS; turn++) {
                if (turn % 2 == 0) { // so that neither is always the earlier one: the tables grow
                    alone.add(engine.burst(tasks));
                }
                polled.add(beside(visitors, answers, () -> engine.burst(tasks)));
                if (turn % 2 == 1) {
                    alone.add(engine.burst(tasks));
                }
            }
            int seconds = trial.options().scaled(QUIET_SECONDS);
            double quiet = cpu(trial, engine, seconds);
            double polling = beside(visitors, answers, () -> cpu(trial, engine, seconds));
            trial.add(
                    "",
                    "polls_cpu_percent",
                    100 * (polling - quiet) / seconds / Runtime.getRuntime().availableProcessors());
            trial.add("", "alone_per_s", median(alone));
            trial.add("", "polled_per_s", median(polled));
            trial.add("", "loss_percent", 100 * (1 - median(polled) / median(alone)));
            trial.add("", "answer_median_ms", Pages.millis(answers));
            trial.add("", "answers", answers.size());
            trial.writeStatements();
        }
    }

    private interface Work {
        double run() throws Exception;
    }

    private static List<Visitor> visitors(URI pages) throws Exception {
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            visitors.add(Visitor.loggedIn(pages));
        }
        for (int i = 0; i < WARM_UP; i++) {
            visitors.get(i % SESSIONS).ask(PART);
        }
        return visitors;
    }

    private static double beside(List<Visitor> visitors, List<Duration> answers, Work work) throws Exception {
        ScheduledExecutorService browsers = Executors.newScheduledThreadPool(8);
        AtomicReference<Exception> failed = new AtomicReference<>();
        for (int i = 0; i < SESSIONS; i++) {
            Visitor visitor = visitors.get(i);
            browsers.scheduleAtFixedRate(
                    () -> ask(visitor, answers, failed),
                    (long) i * PERIOD_MILLIS / SESSIONS,
                    PERIOD_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
        double result = work.run();
        browsers.shutdown();
        browsers.awaitTermination(1, TimeUnit.MINUTES);
        if (failed.get() != null) {
            throw failed.get();
        }
        return result;
    }

    private static void ask(Visitor visitor, List<Duration> answers, AtomicReference<Exception> failed) {
        try {
            answers.add(visitor.ask(PART));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "No answer", e);
            failed.set(e);
        }
    }

    /** What the engine and the database use of the processors while nothing is to be run. */
    private static double cpu(Trial trial, Engine engine, int seconds) throws InterruptedException {
        Cpu before = trial.cpu(engine);
        Trial.sleepUntil(Instant.now().plusSeconds(seconds));
        return trial.cpu(engine).since(before).total();
    }

    /** Of an even number, the mean of the two in the middle. */
    private static double median(List<Double> figures) {
        LOG.info(figures.toString());
        List<Double> sorted = figures.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
