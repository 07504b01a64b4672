package dev.takt.bench;

/** Some work, the same for every engine. */
interface Workload {
    /**
     * Does it once.
     *
     * @param trial which engine, and where the figures go
     * @throws UnsupportedOperationException if the engine cannot, with the reason for the table
     */
    void run(Trial trial) throws Exception;
}
