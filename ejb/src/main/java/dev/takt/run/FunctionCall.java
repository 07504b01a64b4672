package dev.takt.run;

import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.ToRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a task's function, binds its arguments and calls it. */
@ApplicationScoped
@Unproxied
class FunctionCall {
    private final FunctionRegistry functions;
    private final TaktConfig config;

    @Inject
    FunctionCall(FunctionRegistry functions, TaktConfig config) {
        this.functions = functions;
        this.config = config;
    }

    /** Whether it is to run in the transaction that records its outcome. */
    boolean isTransactional(ClaimedTask task) {
        return functions
                .find(task.func())
                .filter(RegisteredFunction::isTransactional)
                .isPresent();
    }

    /** Calls it as a whole; what it returned is JSON, or null. */
    @Nullable
    String call(ClaimedTask task) throws Throwable {
        return JsonTypes.write(find(task).invoke(arguments(task)));
    }

    RegisteredFunction find(ClaimedTask task) {
        Optional<RegisteredFunction> function = functions.find(task.func());
        return function.orElseThrow(() -> new IllegalStateException("This node has no function " + task.func()));
    }

    @Nullable
    Object[] arguments(ClaimedTask task) {
        ToRun toRun = task.toRun();
        return functions.bind(find(task), toRun.args(), toRun.kwargs(), intendedDate(task));
    }

    private @Nullable IntendedDate intendedDate(ClaimedTask task) {
        String parameter = task.toRun().intendedDateKwarg();
        if (parameter == null) {
            return null;
        }
        String zone = task.toRun().zone();
        return new IntendedDate(
                parameter,
                Objects.requireNonNullElse(task.slot(), task.queuedAt()),
                zone == null ? config.zone() : ZoneId.of(zone));
    }
}
