package dev.takt.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The configuration of a node, read once at start from MicroProfile Config ({@code takt.workers}, or the environment
 * variable {@code TAKT_WORKERS}) and checked as a whole.
 *
 * @param catchUp {@code takt.catch-up}: whether each missed slot runs
 * @param catchUpLimit {@code takt.catch-up-limit}: the most missed slots that run
 * @param pollInterval {@code takt.poll-interval}
 * @param workers {@code takt.workers}: how many tasks may run at once on this node
 * @param transactionalWorkers {@code takt.transactional-workers}: how many of these may be of transactional functions
 * @param queueLimit {@code takt.queue-limit}: the most tasks that wait in this node's memory
 * @param batchSize {@code takt.batch-size}: the most rows of one claim or completion
 * @param zone {@code takt.zone}: for schedules without a zone of their own
 * @param cluster {@code takt.cluster}
 * @param nodeName {@code takt.node-name}
 * @param nodeTimeout {@code takt.node-timeout}: a node silent for longer is dead
 * @param lostLimit {@code takt.lost-limit}: a task lost so often with its node fails
 * @param maxAttempts {@code takt.max-attempts}: for schedules without a number of their own
 * @param retryDelay {@code takt.retry-delay}: before the second attempt
 * @param timeout {@code takt.timeout}: of a run, for schedules without one of their own
 * @param transactionTimeout {@code takt.transaction-timeout}: of the run of a transactional function that has no timeout
 * @param hookTimeout {@code takt.hook-timeout}: what a hook's observers get
 * @param shutdownTimeout {@code takt.shutdown-timeout}: what running tasks get at the end
 * @param shellCommands {@code takt.shell.commands}: absolute paths of the programs that {@code shell.run} may start
 * @param saveLimit {@code takt.save-limit}: successes kept of a schedule; 0 all, -1 none
 * @param keepFailures {@code takt.keep-failures}: failed and cancelled tasks kept of a schedule
 * @param keep {@code takt.keep}: how long a finished task is kept
 * @param keepAudit {@code takt.keep-audit}: how long it is known who did what
 * @param hideValues {@code takt.hide-values}: whether pages and REST hide arguments and results from viewers
 * @param usersOfServer {@code takt.users}: whether the users of pages and REST are those of the server instead of our own
 * @param page {@code takt.page}: whether takt-web shows its pages in this application
 * @param jmxWrite {@code takt.jmx.write}: whether JMX clients may change something
 * @param effective every key with its effective value, for the log
 */
public record TaktConfig(
        boolean catchUp,
        int catchUpLimit,
        Duration pollInterval,
        int workers,
        int transactionalWorkers,
        int queueLimit,
        int batchSize,
        ZoneId zone,
        String cluster,
        String nodeName,
        Duration nodeTimeout,
        int lostLimit,
        int maxAttempts,
        Duration retryDelay,
        Optional<Duration> timeout,
        Duration transactionTimeout,
        Duration hookTimeout,
        Duration shutdownTimeout,
        Set<String> shellCommands,
        int saveLimit,
        int keepFailures,
        Duration keep,
        Duration keepAudit,
        boolean hideValues,
        boolean usersOfServer,
        boolean page,
        boolean jmxWrite,
        Map<String, String> effective) {

    /** As many as the pools and executors of server-config have room for, even on a large machine. */
    private static final int MOST_USUAL_WORKERS = 32;

    /** The most that {@code takt.workers} can be. */
    public static final int MOST_WORKERS = 1000;

    /** Keys that other parts of Takt read themselves: secrets, which must not be logged, and the build's own. */
    private static final String ADMIN_PASSWORD = "takt.admin-password";

    private static final String CLIENT_KEYS = "takt.remote.";
    private static final String BUILD_KEYS = "takt.run.";

    /**
     * Reads and checks everything.
     *
     * @param source finds the value of a key
     * @param names every key that is set somewhere, to refuse misspelt ones
     * @return the configuration
     * @throws ConfigurationException naming all problems at once
     */
    public static TaktConfig read(Function<String, Optional<String>> source, Iterable<String> names) {
        Settings settings = new Settings(source);
        int workers = settings.number(
                "takt.workers", usualWorkers(Runtime.getRuntime().availableProcessors()), 1, MOST_WORKERS);
        TaktConfig config = new TaktConfig(
                settings.flag("takt.catch-up", true),
                settings.number("takt.catch-up-limit", 1000, 1, 100_000),
                settings.duration("takt.poll-interval", Duration.ofSeconds(1), Duration.ofMillis(100)),
                workers,
                settings.number("takt.transactional-workers", workers, 1, MOST_WORKERS),
                settings.number("takt.queue-limit", 1000, 1, 100_000),
                settings.number("takt.batch-size", 500, 1, 10_000),
                settings.zone("takt.zone", "UTC"),
                settings.text("takt.cluster", "default"),
                settings.text("takt.node-name", hostName()),
                settings.duration("takt.node-timeout", Duration.ofSeconds(10), Duration.ofSeconds(5)),
                settings.number("takt.lost-limit", 3, 1, 1000),
                settings.number("takt.max-attempts", 1, 1, 1000),
                settings.duration("takt.retry-delay", Duration.ofSeconds(60), Duration.ZERO),
                settings.optionalDuration("takt.timeout"),
                settings.duration("takt.transaction-timeout", Duration.ofMinutes(5), Duration.ofSeconds(1)),
                settings.duration("takt.hook-timeout", Duration.ofMinutes(5), Duration.ofSeconds(1)),
                settings.duration("takt.shutdown-timeout", Duration.ofSeconds(30), Duration.ZERO),
                settings.paths("takt.shell.commands"),
                settings.number("takt.save-limit", 250, -1, 1_000_000),
                settings.number("takt.keep-failures", 1000, 0, 1_000_000),
                settings.duration("takt.keep", Duration.ofDays(30), Duration.ofMinutes(1)),
                settings.duration("takt.keep-audit", Duration.ofDays(365), Duration.ofMinutes(1)),
                settings.flag("takt.hide-values", false),
                settings.choice("takt.users", "own", "server").equals("server"),
                settings.choice("takt.page", "on", "off").equals("on"),
                settings.flag("takt.jmx.write", false),
                settings.effective());
        refuseUnknown(settings, names);
        settings.check();
        return config;
    }

    private static void refuseUnknown(Settings settings, Iterable<String> names) {
        var known = settings.effective().keySet();
        for (String name : new TreeSet<>(toList(names))) {
            boolean ours = name.startsWith("takt.")
                    && !name.startsWith(BUILD_KEYS)
                    && !name.startsWith(CLIENT_KEYS)
                    && !name.equals(ADMIN_PASSWORD);
            if (ours && !known.contains(name)) {
                settings.refuse(name + ": there is no such key" + Nearest.hint(name, known));
            }
        }
    }

    private static List<String> toList(Iterable<String> names) {
        var list = new ArrayList<String>();
        names.forEach(list::add);
        return list;
    }

    /** Four for each processor. */
    static int usualWorkers(int processors) {
        return Math.min(MOST_USUAL_WORKERS, Math.max(8, 4 * processors));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
