package dev.takt.web.nodes;

import dev.takt.api.NoSuchNodeException;
import dev.takt.api.NodeInfo;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Status;
import dev.takt.web.security.Caller;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Elapsed;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Pages;
import dev.takt.web.words.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private Caller caller;

    @Inject
    private Messages messages;

    @Inject
    private Pages pages;

    @Inject
    private FacesContext faces;

    private @Nullable Status status;

    /** Reads what is shown. */
    public void load() {
        try {
            status = scheduler.status();
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    /** Says how many tasks a node runs at once, if that was asked for; what is left empty stays. */
    public @Nullable String resize() throws IOException {
        Map<String, String> posted = faces.getExternalContext().getRequestParameterMap();
        if (!posted.containsKey("resize")) {
            return null;
        }
        if (!caller.isOperator()) {
            return pages.forbidden();
        }
        Optional.ofNullable(Ids.read(posted.get("node"))).ifPresent(id -> resize(id, posted));
        return pages.again();
    }

    private void resize(long id, Map<String, String> posted) {
        try {
            NodeInfo node = scheduler.status().node(id).orElseThrow(() -> new NoSuchNodeException(id));
            scheduler.resize(
                    id,
                    number(posted.get("workers"), node.workers()),
                    number(posted.get("transactionalWorkers"), node.transactionalWorkers()));
            messages.info(Texts.of("nodes.resized", node.name()));
        } catch (NoSuchNodeException | ScheduleRejectedException | SchedulerUnavailableException refusal) {
            messages.error(refusal);
        }
    }

    /** What is no number is out of range. */
    private static int number(@Nullable String text, int otherwise) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    public @Nullable Status getStatus() {
        return status;
    }

    public List<NodeInfo> getNodes() {
        return status == null ? List.of() : status.nodes();
    }

    /** A node with what it runs at once, to choose from. */
    public String size(NodeInfo node) {
        return Texts.of("nodes.size", node.name(), node.workers(), node.transactionalWorkers());
    }

    /** How long ago a node has beaten last. */
    public String silence(NodeInfo node) {
        return status == null ? "" : Elapsed.inWords(positive(Duration.between(node.beatAt(), status.now())));
    }

    private static Duration positive(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
