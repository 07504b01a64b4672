package dev.takt.schedule;

import dev.takt.api.Call;
import dev.takt.cluster.LiveFunctions;
import dev.takt.run.FunctionRegistry;
import java.util.Set;

/** What somebody asked for, checked without a database: reports.close and reports.check are functions of another node. */
final class Asked {
    static final Set<String> LIVE = Set.of("reports.close", "reports.check");

    private static final ScheduleValidator VALIDATOR =
            new ScheduleValidator(new FunctionRegistry() {}, new LiveFunctions() {
                @Override
                public Set<String> names() {
                    return LIVE;
                }
            });

    private Asked() {}

    static Definition schedule(Call call) {
        return VALIDATOR.schedule(call.fields());
    }

    static Definition run(Call call) {
        return VALIDATOR.call(call.fields());
    }

    /** Each field that a schedule can have, none with its default; those of another type's timing too. */
    static Call everything() {
        return Call.call("reports.close", "all", 7)
                .kwarg("year", 2027)
                .name("nightly")
                .hook("hooks.printResult")
                .cron("0 3 * * *")
                .set("every", "PT5M")
                .set("minutes", 5)
                .keepDay(31)
                .zone("Europe/Paris")
                .repeats(12)
                .set("nextRun", "2027-01-01T02:00:00Z")
                .set("until", "2027-12-31T00:00:00Z")
                .catchUp(false)
                .set("maxLateness", "PT1H")
                .set("overlap", "WAIT")
                .set("jitter", "PT10M")
                .set("successWithin", "PT36H")
                .failingAfter(4)
                .set("paused", true)
                .cluster("night")
                .group("books")
                .taskName("closing")
                .set("timeout", "PT2H")
                .maxAttempts(3)
                .set("retryDelay", "PT90S")
                .set("priority", "LOW")
                .save(false)
                .intendedDateKwarg("day");
    }
}
