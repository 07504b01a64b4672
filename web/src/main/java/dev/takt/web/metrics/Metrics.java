package dev.takt.web.metrics;

import dev.takt.api.NodeInfo;
import dev.takt.api.Overview;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerStarted;
import dev.takt.api.Status;
import dev.takt.api.TaskState;
import dev.takt.config.Tallies;
import dev.takt.config.Tallies.Tally;
import dev.takt.stat.RunCounts;
import dev.takt.task.Completions;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of this node, and what it knows of the cluster. Names begin with {@code takt_}; what is counted counts since the
 * node's start.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Metrics {
    /** Tasks start within milliseconds; a slot that comes much later is trouble of some kind. */
    private static final Duration[] LATENESS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    private static final Map<Tally, String> TALLIES = Map.of(
            Tally.CLAIMS, "Claims made, whatever they brought",
            Tally.CLAIMED_TASKS, "Tasks that claims have brought",
            Tally.FENCED_OUTCOMES, "Outcomes dropped since the task was no longer this node's",
            Tally.TAKEN_OVER_TASKS, "Tasks taken over from nodes that were lost",
            Tally.NODES_DECLARED_DEAD, "Nodes that this one has declared dead",
            Tally.REJOINS, "How often this node was declared dead by another",
            Tally.REFUSED_WORKERS, "Workers that the executor has refused");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<Run, Timer> durations = new ConcurrentHashMap<>();
    private final Timer lateness = Timer.builder("takt.run.lateness")
            .description("How long after its slot, or its creation, a task began on this node")
            .serviceLevelObjectives(LATENESS)
            .register(registry);

    private record Run(String function, TaskState outcome) {}

    @Inject
    private Scheduler scheduler;

    @Inject
    private Tallies tallies;

    @Inject
    private RunCounts runs;

    @Inject
    private Completions completions;

    /** What one scrape has found; null while the database is away. */
    private volatile @Nullable Seen seen;

    private record Seen(Status status, Overview overview) {}

    /** Meters are there from the start, whether or not somebody scrapes them. */
    void begin(@Observes SchedulerStarted started) {
        runs.whenEnded(this::ended);
        TALLIES.forEach((tally, description) -> FunctionCounter.builder(
                        "takt." + tally.name().toLowerCase(Locale.ROOT).replace('_', '.'),
                        tallies,
                        sums -> sums.sum(tally))
                .description(description)
                .register(registry));
        gauge(
                "takt.ready",
                "1 if this node is in the cluster, polls and does not drain",
                now -> now.status().ready() ? 1 : 0);
        gauge("takt.queued", "Tasks in this node's queue", now -> now.status().queued());
        gauge("takt.running", "Tasks that run on this node", now -> now.status().running());
        gauge(
                "takt.workers",
                "How many may run at once on this node",
                now -> now.status().workers());
        gauge(
                "takt.workers.transactional",
                "How many of these may be of transactional functions",
                now -> now.status().self().map(NodeInfo::transactionalWorkers).orElse(0));
        gauge(
                "takt.draining",
                "1 if this node claims nothing more",
                now -> now.status().self().filter(NodeInfo::draining).isPresent() ? 1 : 0);
        Gauge.builder("takt.outcomes.waiting", completions, Completions::backlog)
                .description("Outcomes that wait in memory to be recorded")
                .register(registry);
        gauge(
                "takt.nodes",
                "Live nodes of the cluster",
                now -> now.status().nodes().size());
        gauge(
                "takt.due.lag",
                "How long the schedule of the cluster that is due first has been due",
                now -> now.overview().dueLag().toNanos() / 1e9,
                "seconds");
        gauge(
                "takt.tasks.waiting",
                "Tasks of the cluster that wait for a node, up to 1001",
                now -> now.overview().waiting());
        gauge(
                "takt.schedules.overdue",
                "Schedules without a success for longer than they say, up to 1001",
                now -> now.overview().overdue());
        gauge(
                "takt.schedules.failing",
                "Schedules that fail again and again, up to 1001",
                now -> now.overview().failing());
        gauge(
                "takt.schedules.broken",
                "Schedules whose rows cannot be read, up to 1001",
                now -> now.overview().broken());
        gauge(
                "takt.schedules.waiting.for.function",
                "Due schedules whose function no live node has",
                now -> now.overview().withoutFunction().values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    private void gauge(String name, String description, ToDoubleFunction<Seen> value) {
        gauge(name, description, value, null);
    }

    /** Not a number while the database is away. */
    private void gauge(String name, String description, ToDoubleFunction<Seen> value, @Nullable String unit) {
        Gauge.builder(name, this, metrics -> metrics.now(value))
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }

    private double now(ToDoubleFunction<Seen> value) {
        Seen now = seen;
        return now == null ? Double.NaN : value.applyAsDouble(now);
    }

    private void ended(String function, TaskState outcome, @Nullable Duration late, Duration took) {
        durations.computeIfAbsent(new Run(function, outcome), this::duration).record(took);
        if (late != null) {
            lateness.record(late.isNegative() ? Duration.ZERO : late);
        }
    }

    private Timer duration(Run run) {
        return Timer.builder("takt.run.duration")
                .description("How long tasks ran on this node, by function and outcome")
                .tag("function", run.function())
                .tag("outcome", run.outcome().name())
                .register(registry);
    }

    /** All meters, in Prometheus' text format. */
    String scrape(String contentType) {
        seen = read();
        return registry.scrape(contentType);
    }

    private @Nullable Seen read() {
        try {
            return new Seen(scheduler.status(), scheduler.overview());
        } catch (RuntimeException away) {
            return null;
        }
    }

    @PreDestroy
    void end() {
        registry.close();
    }
}
