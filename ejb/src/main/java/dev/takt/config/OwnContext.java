package dev.takt.config;

/** Takt's own context on any thread: nobody's identity, Takt's class loader and names. */
@FunctionalInterface
public interface OwnContext {
    /**
     * Runs a job in it.
     *
     * @param job run on the calling thread, at once
     */
    void run(Runnable job);
}
