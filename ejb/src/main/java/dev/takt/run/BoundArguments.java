package dev.takt.run;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that have been bound before, for functions whose parameters are of types that nobody can change: the tasks of
 * a schedule bring the same texts again and again.
 */
final class BoundArguments {
    private static final int MOST = 1000;

    private static final Set<Class<?>> UNCHANGEABLE = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class);

    private record Key(
            RegisteredFunction function,
            @Nullable String args,
            @Nullable String kwargs) {}

    private final Map<Key, @Nullable Object[]> known = new ConcurrentHashMap<>();

    /** Those of these texts; bound now if they are not known, or if the function's parameters could be changed. */
    @Nullable
    Object[] of(
            RegisteredFunction function,
            @Nullable String args,
            @Nullable String kwargs,
            Supplier<@Nullable Object[]> bind) {
        if (!function.hasUnchangeableParams()) {
            return bind.get();
        }
        Key key = new Key(function, args, kwargs);
        @Nullable Object[] bound = known.get(key);
        if (bound == null) {
            bound = bind.get();
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(key, bound);
        }
        return bound;
    }

    /** Whether a value of this type stays as it is, whatever the function does with it. */
    static boolean isUnchangeable(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || UNCHANGEABLE.contains(type)
                || Temporal.class.isAssignableFrom(type)
                || TemporalAmount.class.isAssignableFrom(type);
    }
}
