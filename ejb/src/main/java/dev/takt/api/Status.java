package dev.takt.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the scheduler is, seen from the node that answers.
 *
 * @param version of Takt
 * @param database product and version of the database
 * @param now the database's clock, by which everything is scheduled
 * @param queued tasks in this node's queue
 * @param running tasks that run on this node
 * @param workers how many may run at once on this node
 * @param ready whether this node finds work by itself: it is in the cluster, polls, and does not drain
 * @param nodes every live node
 */
public record Status(
        String version,
        String database,
        Instant now,
        int queued,
        int running,
        int workers,
        boolean ready,
        List<NodeInfo> nodes) {
    /**
     * A live node.
     *
     * @param id as in {@link NodeInfo#id()}
     * @return empty if it is not in the cluster any more
     */
    public Optional<NodeInfo> node(long id) {
        return nodes.stream().filter(node -> node.id() == id).findFirst();
    }

    /**
     * The node that answers.
     *
     * @return empty if it was declared dead and has not joined again yet
     */
    public Optional<NodeInfo> self() {
        return nodes.stream().filter(NodeInfo::self).findFirst();
    }
}
