package dev.takt.web.schedules;

import dev.takt.api.FunctionInfo;
import dev.takt.api.Scheduler;
import dev.takt.web.security.ForCaller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Behind {@code arguments.xhtml}: the part of the form that depends on the function that is chosen. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class ArgumentsPage {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    private @Nullable String func;

    /** The function that is chosen, or null. */
    public @Nullable FunctionInfo getFunction() {
        return scheduler.functions().stream()
                .filter(known -> known.name().equals(func))
                .findFirst()
                .orElse(null);
    }

    /** An input for each argument; empty if they are typed as JSON. */
    public List<ArgumentInput> getArguments() {
        FunctionInfo function = getFunction();
        return function == null
                ? List.of()
                : ArgumentInput.of(function.signature(), null).orElse(List.of());
    }

    public @Nullable String getFunc() {
        return func;
    }

    public void setFunc(@Nullable String func) {
        this.func = func;
    }
}
