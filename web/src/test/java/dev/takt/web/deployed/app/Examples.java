package dev.takt.web.deployed.app;

import static dev.takt.api.Call.call;

import dev.takt.api.Call;
import dev.takt.api.Schedule;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerStarted;
import dev.takt.api.Task;
import dev.takt.api.TaskFunction;
import dev.takt.api.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Uses the scheduler in the container, as the README shows it. */
@ApplicationScoped
public class Examples {
    @Inject
    private Scheduler scheduler;

    void whenUp(@Observes SchedulerStarted started) {
        if (scheduler.find("at start").isEmpty()) {
            scheduler.schedule(
                    call("greetings.greet", "early bird").name("at start").daily());
        }
    }

    /** The four examples; the last one from a given instant on. Gives back the schedules' ids. */
    @TaskFunction
    public List<Long> schedule(Instant first) {
        Stream<Call> calls = Stream.of(
                call("math.copysign", 2, -2).hook("hooks.printResult").once().repeats(1),
                call("math.copysign", 2, -2).hook("hooks.printResult").daily(),
                call("math.sqrt", 9)
                        .hook("hooks.printResult")
                        .timeout(Duration.ofSeconds(30))
                        .hourly(),
                call("math.hypot", 3, 4).everyMinutes(5).repeats(24).nextRun(first));
        return calls.map(scheduler::schedule).map(Schedule::id).toList();
    }

    /** Runs another function at once and waits for it. */
    @TaskFunction
    public double rootOf(double square) {
        TaskId id = scheduler.run(call("math.sqrt", square));
        Task task = scheduler.fetch(id, Duration.ofSeconds(5)).orElseThrow();
        return task.resultAs(Double.class);
    }
}
