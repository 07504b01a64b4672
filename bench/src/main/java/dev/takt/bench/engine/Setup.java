package dev.takt.bench.engine;

import java.nio.file.Path;

/**
 * What every engine gets alike, and where things are.
 *
 * @param folder of this run: logs and the recorder's file
 * @param server where Payara Micro, the driver and Takt's archive are
 * @param scripts the scripts for Payara Micro
 * @param workers how many tasks run at once
 * @param connections the most of a pool
 * @param heap such as {@code 512m}
 * @param profiled whether a flight recording is wanted
 */
public record Setup(
        Path folder, Path server, Path scripts, int workers, int connections, String heap, boolean profiled) {
    /**
     * The same elsewhere.
     *
     * @param other folder, for a second process of the same run
     * @return with all else alike
     */
    public Setup in(Path other) {
        return new Setup(other, server, scripts, workers, connections, heap, profiled);
    }
}
