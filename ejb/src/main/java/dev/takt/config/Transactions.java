package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Supplier;

/** Gives a piece of work a transaction of its own. */
@ApplicationScoped
public class Transactions {
    /**
     * Runs the work in a new transaction and commits it.
     *
     * @param <T> what the work returns
     * @param work to be committed as a whole, or not at all
     * @return what the work returned
     * @throws RuntimeException what the work threw, or what the commit threw: then the outcome is unknown
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public <T> T inNew(Supplier<T> work) {
        return work.get();
    }
}
