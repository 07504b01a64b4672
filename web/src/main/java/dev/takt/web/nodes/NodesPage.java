package dev.takt.web.nodes;

import dev.takt.api.NodeInfo;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Status;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Elapsed;
import dev.takt.web.words.Messages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Behind {@code nodes.xhtml}: who is in the cluster, and how this node is doing. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class NodesPage {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    private @Nullable Status status;

    /** Reads what is shown. */
    public void load() {
        try {
            status = scheduler.status();
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    public @Nullable Status getStatus() {
        return status;
    }

    public List<NodeInfo> getNodes() {
        return status == null ? List.of() : status.nodes();
    }

    /** How long ago a node has beaten last. */
    public String silence(NodeInfo node) {
        return status == null ? "" : Elapsed.inWords(positive(Duration.between(node.beatAt(), status.now())));
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
