package dev.takt.web.functions;

import dev.takt.api.FunctionInfo;
import dev.takt.api.HookInfo;
import dev.takt.api.Overview;
import dev.takt.api.RunStats;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Elapsed;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Behind {@code functions.xhtml}: functions with how they did in the last day, and hooks. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class FunctionsPage {
    private static final Duration DAY = Duration.ofDays(1);
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    private List<FunctionInfo> functions = List.of();
    private List<HookInfo> hooks = List.of();
    private Map<String, RunStats> stats = Map.of();
    private @Nullable Overview overview;

    /** Reads what is shown. */
    public void load() {
        try {
            functions = scheduler.functions();
            hooks = scheduler.hooks();
            stats = scheduler.runStatsByFunction(DAY);
            overview = scheduler.overview();
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    public List<FunctionInfo> getFunctions() {
        return functions;
    }

    public List<HookInfo> getHooks() {
        return hooks;
    }

    /** Hooks that schedules name and nobody observes here. */
    public List<String> getUnheard() {
        return overview == null ? List.of() : overview.unheardHooks();
    }

    /** How many of its runs ended in the last day. */
    public long runs(String func) {
        RunStats runs = stats.get(func);
        return runs == null ? 0 : runs.ended();
    }

    /** The share of those that succeeded. */
    public String successRate(String func) {
        RunStats runs = stats.get(func);
        if (runs == null || runs.ended() == 0) {
            return Texts.of("nothing");
        }
        return BigDecimal.valueOf(runs.succeeded())
                        .multiply(ALL)
                        .divide(BigDecimal.valueOf(runs.ended()), 1, RoundingMode.DOWN)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** How long they took: the median and the 99th percentile. */
    public String took(String func) {
        RunStats runs = stats.get(func);
        return runs == null || runs.durationP50() == null || runs.durationP99() == null
                ? Texts.of("nothing")
                : Texts.of("functions.took", Elapsed.inWords(runs.durationP50()), Elapsed.inWords(runs.durationP99()));
    }
}
