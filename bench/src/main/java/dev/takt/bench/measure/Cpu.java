package dev.takt.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its children have used of the processors, from {@code /proc}: Linux only, in steps of 10 ms.
 *
 * @param server of the engine, in seconds
 * @param database of PostgreSQL with all its sessions, those that have ended included, in seconds
 */
public record Cpu(double server, double database) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;

    /**
     * Now.
     *
     * @param server the engine's process
     * @param database PostgreSQL's first process
     * @return since their starts
     */
    public static Cpu of(long server, long database) {
        double sessions = ProcessHandle.of(database).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToDouble(session -> ticks(session.pid(), false))
                .sum();
        return new Cpu(ticks(server, true) / TICKS_PER_SECOND, (ticks(database, true) + sessions) / TICKS_PER_SECOND);
    }

    /**
     * What was used since.
     *
     * @param before an earlier look
     * @return the difference
     */
    public Cpu since(Cpu before) {
        return new Cpu(server - before.server, database - before.database);
    }

    /**
     * What is left of it.
     *
     * @param idle of the same processes when they have nothing to do, per second
     * @param seconds how long
     * @return never negative
     */
    public Cpu without(Cpu idle, double seconds) {
        return new Cpu(Math.max(0, server - idle.server * seconds), Math.max(0, database - idle.database * seconds));
    }

    /**
     * Both.
     *
     * @return seconds
     */
    public double total() {
        return server + database;
    }

    private static double ticks(long process, boolean withEndedChildren) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            List<Long> fields = Stream.of(
                            stat.substring(stat.lastIndexOf(')') + 2).split(" "))
                    .skip(USER)
                    .limit(withEndedChildren ? 4 : 2)
                    .map(Long::valueOf)
                    .toList();
            return fields.stream().mapToLong(Long::longValue).sum();
        } catch (IOException ended) {
            return 0; // between the look at the list and the look at the process
        }
    }
}
