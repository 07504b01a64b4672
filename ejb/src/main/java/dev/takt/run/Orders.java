package dev.takt.run;

import dev.takt.cluster.Signal;
import dev.takt.sql.ClaimedTask;
import dev.takt.task.Cancellation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/** Cancels a task on the node that has it: out of the queue, or by an interrupt. */
@ApplicationScoped
class Orders {
    private final Dispatcher dispatcher;
    private final Runner runner;
    private final Cancellation cancellation;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Orders() {
        this(null, null, null);
    }

    @Inject
    Orders(Dispatcher dispatcher, Runner runner, Cancellation cancellation) {
        this.dispatcher = dispatcher;
        this.runner = runner;
        this.cancellation = cancellation;
    }

    void cancel(@Observes Signal signal) {
        if (signal.kind() == Signal.Kind.CANCEL) {
            Optional<ClaimedTask> queued = dispatcher.takeOut(signal.subject());
            if (queued.isPresent()) {
                cancellation.cancelQueued(queued.get(), signal.reason());
            } else if (!runner.cancel(signal.subject(), signal.reason())) {
                cancellation.follow(signal);
            }
        }
    }
}
