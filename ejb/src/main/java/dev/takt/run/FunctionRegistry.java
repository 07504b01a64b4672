package dev.takt.run;

import dev.takt.api.FunctionInfo;
import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The functions of this application. */
@ApplicationScoped
@Unproxied
public class FunctionRegistry {
    private final Map<String, RegisteredFunction> functions;
    private final Set<ClassLoader> archives;
    private final Supplier<Stream<ArgumentCheck>> checks;
    private volatile @Nullable Map<String, ArgumentCheck> checksByFunction;
    private final Set<String> limited;
    private final Set<String> unlimited;
    private final BoundArguments boundBefore = new BoundArguments();

    /** For stand-ins in tests, which replace what they need. */
    protected FunctionRegistry() {
        this.functions = Map.of();
        this.archives = Set.of();
        this.checks = Stream::of;
        this.limited = Set.of();
        this.unlimited = Set.of();
    }

    @Inject
    FunctionRegistry(FunctionExtension extension, Instance<ArgumentCheck> checks) {
        this.functions = extension.functions().stream()
                .collect(Collectors.toUnmodifiableMap(RegisteredFunction::name, Function.identity()));
        this.archives = extension.archives();
        this.checks = checks::stream;
        this.limited = functions.values().stream()
                .filter(function -> function.atOnce() > 0)
                .map(RegisteredFunction::name)
                .collect(Collectors.toUnmodifiableSet());
        this.unlimited = functions.keySet().stream()
                .filter(name -> !limited.contains(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Finds a function.
     *
     * @param name exactly
     * @return the function, or empty if this application has none of that name
     */
    public Optional<RegisteredFunction> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /**
     * All names.
     *
     * @return unmodifiable
     */
    public Set<String> names() {
        return functions.keySet();
    }

    /**
     * Binds a function's arguments and checks them.
     *
     * @param function whose parameters
     * @param args a JSON array, or its elements without brackets; null for none
     * @param kwargs a JSON object; null for none
     * @param intended the slot as an argument, or null
     * @return one value for each parameter
     * @throws ArgumentsException if something does not fit
     */
    public @Nullable Object[] bind(
            RegisteredFunction function,
            @Nullable String args,
            @Nullable String kwargs,
            @Nullable IntendedDate intended) {
        ArgumentCheck check = checks().get(function.name());
        if (check == null && intended == null) {
            return boundBefore.of(function, args, kwargs, () -> Arguments.bind(function, args, kwargs, null));
        }
        @Nullable Object[] bound = Arguments.bind(function, args, kwargs, intended);
        if (check != null) {
            check.problem(bound).ifPresent(problem -> {
                String field = Arguments.array(args).isEmpty() ? "kwargs" : "args";
                throw new ArgumentsException(field, function.name() + ": " + problem);
            });
        }
        return bound;
    }

    /** Not asked for before they are needed: some of them ask this registry themselves. */
    private Map<String, ArgumentCheck> checks() {
        Map<String, ArgumentCheck> known = checksByFunction;
        if (known == null) {
            known = checks.get().collect(Collectors.toUnmodifiableMap(ArgumentCheck::function, Function.identity()));
            checksByFunction = known;
        }
        return known;
    }

    /**
     * Where else to look for what an application brings.
     *
     * @return the class loaders of all archives with beans
     */
    public Set<ClassLoader> archives() {
        return archives;
    }

    /**
     * How many tasks of a function may run at once in the cluster.
     *
     * @param name the function's
     * @return the number, or empty if there is no such limit
     */
    public OptionalInt atOnce(String name) {
        RegisteredFunction function = functions.get(name);
        return function == null || function.atOnce() == 0 ? OptionalInt.empty() : OptionalInt.of(function.atOnce());
    }

    /**
     * All functions.
     *
     * @return unmodifiable
     */
    public Collection<RegisteredFunction> all() {
        return functions.values();
    }

    /**
     * The functions of which only so many tasks may run at once.
     *
     * @return their names, unmodifiable
     */
    public Set<String> limited() {
        return limited;
    }

    /**
     * The functions of which any number of tasks may run at once.
     *
     * @return their names, unmodifiable
     */
    public Set<String> unlimited() {
        return unlimited;
    }

    /**
     * What this node tells the cluster about itself.
     *
     * @return every function, by name
     */
    public List<FunctionInfo> infos() {
        return functions.values().stream()
                .map(function ->
                        new FunctionInfo(function.name(), function.signature(), function.description(), List.of()))
                .sorted(Comparator.comparing(FunctionInfo::name))
                .toList();
    }
}
