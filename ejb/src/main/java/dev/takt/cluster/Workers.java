package dev.takt.cluster;

import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * How many tasks this node runs at once: as configured, until somebody says otherwise in its row. Less takes effect as the tasks
 * that run end.
 */
@ApplicationScoped
@Unproxied
public class Workers {
    private volatile int most;
    private volatile int mostTransactional;

    @Inject
    Workers(TaktConfig config) {
        set(config.workers(), config.transactionalWorkers());
    }

    /** From now on; a row that somebody has emptied by hand says nothing. */
    final void set(int workers, int transactionalWorkers) {
        most = Math.max(1, workers);
        mostTransactional = Math.max(1, transactionalWorkers);
    }

    /**
     * How many tasks run at once.
     *
     * @return at least 1
     */
    public int most() {
        return most;
    }

    /**
     * How many of these may be of transactional functions, each of which holds a connection.
     *
     * @return at least 1
     */
    public int mostTransactional() {
        return mostTransactional;
    }
}
