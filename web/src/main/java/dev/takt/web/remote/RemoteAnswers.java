package dev.takt.web.remote;

import dev.takt.api.NoSuchNodeException;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.remote.Answer;
import dev.takt.remote.Question;
import dev.takt.remote.RemoteCall;
import dev.takt.web.security.RefusedException;
import dev.takt.web.security.RemoteLogin;
import dev.takt.web.words.Faults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Answers calls that came from afar. Of a bug the caller learns only where to look for it. */
@ApplicationScoped
public class RemoteAnswers {
    private static final Logger LOG = Logger.getLogger(RemoteAnswers.class.getName());

    private final RemoteLogin login;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected RemoteAnswers() {
        this(null);
    }

    @Inject
    RemoteAnswers(RemoteLogin login) {
        this.login = login;
    }

    void answer(@Observes RemoteCall call) {
        call.answer(answerTo(call.question()));
    }

    private String answerTo(String json) {
        try {
            Question question = readable(() -> Question.read(json));
            return login.as(question.user(), question.password(), scheduler -> answer(question, scheduler));
        } catch (RuntimeException thrown) {
            return Answer.thrown(forCaller(thrown));
        }
    }

    private static String answer(Question question, Scheduler scheduler) {
        @Nullable Object[] values = readable(question::values);
        return Answer.returned(question.method(), question.ask(scheduler, values));
    }

    private static <T> T readable(Supplier<T> part) {
        try {
            return part.get();
        } catch (RuntimeException notOfThatKind) {
            throw new UnreadableException("The call cannot be read: " + notOfThatKind.getMessage());
        }
    }

    /** Looks at the causes too: the container wraps what ends a transaction. */
    static RuntimeException forCaller(RuntimeException thrown) {
        return Faults.chain(thrown)
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .orElseGet(() -> unknown(thrown));
    }

    private static Optional<RuntimeException> known(Throwable thrown) {
        if (thrown instanceof RefusedException refused) {
            return Optional.of(new SecurityException(refused.reason()));
        }
        if (thrown instanceof ScheduleRejectedException
                || thrown instanceof NoSuchScheduleException
                || thrown instanceof NoSuchTaskException
                || thrown instanceof NoSuchNodeException
                || thrown instanceof SchedulerUnavailableException
                || thrown instanceof SecurityException) {
            return Optional.of((RuntimeException) thrown);
        }
        if (thrown instanceof UnreadableException unreadable) {
            return Optional.of(new IllegalArgumentException(unreadable.getMessage()));
        }
        return Optional.empty();
    }

    private static RuntimeException unknown(RuntimeException thrown) {
        String id = Faults.number();
        LOG.log(Level.SEVERE, "TAKT-508 A call of another application failed, error " + id, thrown);
        return new IllegalStateException("This is not your fault; the log of takt.ear says more under error " + id);
    }

    /** What was sent is no call. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }
}
