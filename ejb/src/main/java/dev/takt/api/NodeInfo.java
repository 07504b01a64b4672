package dev.takt.api;

import java.time.Instant;

/**
 * A node of the cluster: a running application with Takt in it.
 *
 * @param id random, new at each start
 * @param name its configured name, the host's name by default
 * @param cluster its cluster's name
 * @param startedAt when it joined
 * @param beatAt when it last said that it lives
 * @param draining whether it takes no new tasks
 * @param workers how many tasks it runs at once
 * @param transactionalWorkers how many of these may be of transactional functions
 * @param self whether it is the node that answers
 */
public record NodeInfo(
        long id,
        String name,
        String cluster,
        Instant startedAt,
        Instant beatAt,
        boolean draining,
        int workers,
        int transactionalWorkers,
        boolean self) {}
