package dev.takt.schedule;

import dev.takt.api.HookInfo;
import dev.takt.api.Schedule;
import dev.takt.cluster.LiveFunctions;
import dev.takt.config.Nearest;
import dev.takt.config.Unproxied;
import dev.takt.hook.Hooks;
import dev.takt.run.FunctionRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Schedules as the API shows them: with their state, and what their owners should know. */
@ApplicationScoped
@Unproxied
class Views {
    private final FunctionRegistry functions;
    private final LiveFunctions liveFunctions;
    private final Hooks hooks;

    @Inject
    Views(FunctionRegistry functions, LiveFunctions liveFunctions, Hooks hooks) {
        this.functions = functions;
        this.liveFunctions = liveFunctions;
        this.hooks = hooks;
    }

    Schedule of(ScheduleRow row) {
        return of(row, List.of());
    }

    /** With more to know than what the row itself says. */
    Schedule of(ScheduleRow row, List<String> moreWarnings) {
        List<String> warnings = new ArrayList<>();
        if (row.hook() != null && !hooks.isKnown(row.hook())) {
            warnings.add(unheard(row.hook()));
        }
        warnings.addAll(moreWarnings);
        return row.view(live(row.func()), List.copyOf(warnings));
    }

    /** For lists: the functions are looked up once. */
    List<Schedule> ofAll(List<ScheduleRow> rows) {
        Set<String> live = liveFunctions.names();
        return rows.stream().map(row -> row.view(live, List.of())).toList();
    }

    /** This node is one of the live ones. */
    private Set<String> live(String func) {
        return functions.find(func).isPresent() ? Set.of(func) : liveFunctions.names();
    }

    private String unheard(String hook) {
        List<String> known = hooks.all().stream().map(HookInfo::name).toList();
        return "hook: nobody observes " + hook + " on this node" + Nearest.hint(hook, known);
    }
}
