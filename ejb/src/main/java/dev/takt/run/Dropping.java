package dev.takt.run;

import dev.takt.cluster.InMemory;
import dev.takt.config.Tallies;
import dev.takt.config.Tallies.Tally;
import dev.takt.config.Unproxied;
import dev.takt.sql.ClaimedTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lets go of tasks whose rows are found to be no longer this node's when they are about to be run. */
@ApplicationScoped
@Unproxied
class Dropping {
    private static final Logger LOG = Logger.getLogger(Dropping.class.getName());

    private final InMemory inMemory;
    private final Tallies tallies;

    @Inject
    Dropping(InMemory inMemory, Tallies tallies) {
        this.inMemory = inMemory;
        this.tallies = tallies;
    }

    void drop(ClaimedTask task) {
        tallies.add(Tally.FENCED_OUTCOMES, 1);
        LOG.log(Level.INFO, "TAKT-305 Task {0} is not run here: it is no longer of node {1}", new Object[] {
            Long.toString(task.id()), Long.toString(task.node())
        });
        inMemory.gone(task.claim());
    }
}
