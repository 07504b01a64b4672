package dev.takt.run;

import dev.takt.api.TaskError;
import dev.takt.sql.DatabaseException;
import dev.takt.sql.ForeignText;
import jakarta.ejb.EJBException;
import jakarta.transaction.RollbackException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is kept of an exception. */
final class Failure {
    private static final int LONGEST_STACK = 20_000;
    private static final int LONGEST_TYPE = 500;

    /** How Payara, WildFly (two ways) and Agroal refuse a second data source that is not XA. */
    private static final List<String> ENLISTMENT_REFUSED =
            List.of("non-XA Resource", "IJ000356", "IJ000457", "ARJUNA012140", "Unable to enlist", "Failed to enlist");

    private static final String WAYS_OUT =
            ". The function runs in the transaction that records its outcome, on jdbc/takt;"
                    + " another data source can join it only so: let jdbc/takt and the application's data source be two names of one"
                    + " pool; or make both XA data sources; or run the function outside, at least once, by"
                    + " @TaskFunction(joinTransaction = false)";

    private Failure() {}

    /** What a function in a transaction of Takt's threw: a data source that could not join it is told the ways out. */
    static TaskError inTransaction(Throwable thrown) {
        TaskError error = of(thrown);
        return isEnlistmentRefused(thrown)
                ? new TaskError(error.type(), error.message() + WAYS_OUT, error.stack())
                : error;
    }

    /** An exception as it is kept on a task. */
    static TaskError of(Throwable thrown) {
        Throwable cause = unwrapped(thrown);
        return new TaskError(
                start(cause.getClass().getName(), LONGEST_TYPE),
                ForeignText.of(() -> Objects.requireNonNullElse(
                        cause.getMessage(), cause.getClass().getSimpleName())),
                start(ForeignText.of(() -> stack(cause)), LONGEST_STACK));
    }

    private static String stack(Throwable cause) {
        StringWriter stack = new StringWriter();
        cause.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    private static String start(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }

    static TaskError timeout(Duration timeout) {
        String seconds = timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
        return new TaskError(null, "exceeded its timeout of " + seconds, null);
    }

    /** The exception and what caused it. */
    static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Failure::causeOf).limit(100);
    }

    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable speechless) {
            return null;
        }
    }

    /** Payara wraps twice what a session bean throws in a transaction that it has not begun. */
    private static Throwable unwrapped(Throwable thrown) {
        return chain(thrown)
                .filter(each -> !isWrapping(each) || each.getCause() == null)
                .findFirst()
                .orElse(thrown);
    }

    private static boolean isWrapping(Throwable thrown) {
        return thrown instanceof EJBException
                || thrown instanceof DatabaseException
                || thrown instanceof RollbackException;
    }

    static boolean isEnlistmentRefused(Throwable thrown) {
        return chain(thrown)
                .map(each -> ForeignText.of(() -> Objects.requireNonNullElse(each.getMessage(), "")))
                .anyMatch(message -> ENLISTMENT_REFUSED.stream().anyMatch(message::contains));
    }
}
