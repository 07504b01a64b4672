package dev.takt.sql;

import java.util.function.Supplier;

/** What an application's object says of itself. That is the application's code: it may throw, or say what no row can keep. */
public final class ForeignText {
    private ForeignText() {}

    /**
     * Asks, and makes of the answer what every database takes.
     *
     * @param says such as an exception's {@code getMessage}
     * @return the answer, with another sign in the place of each character 0, which PostgreSQL refuses; or that there is none
     */
    @SuppressWarnings("PMD.AvoidCatchingThrowable") // nothing that it may throw is a reason to lose an outcome
    public static String of(Supplier<String> says) {
        try {
            return says.get().replace('\0', '\uFFFD');
        } catch (Throwable speechless) {
            return "(it cannot be told: " + speechless.getClass().getName() + ")";
        }
    }
}
