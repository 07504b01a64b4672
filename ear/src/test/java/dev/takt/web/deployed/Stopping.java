package dev.takt.web.deployed;

import java.util.concurrent.TimeUnit;

/** Nothing that the tests have started outlives them. */
final class Stopping {
    private static final long WITHIN_SECONDS = 45;

    private Stopping() {}

    /** Waits for the end of a process that has been told to stop, and then makes sure of it. */
    static void ended(ProcessHandle server) {
        server.onExit()
                .completeOnTimeout(server, WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }
}
