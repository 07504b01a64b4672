package dev.takt.launch;

import java.io.PrintStream;

/** {@code mvn -Prun}: checks, starts the server in the foreground, says where it is, and stops it with Ctrl-C. */
public final class Launch {
    private static final PrintStream CONSOLE = System.out;

    private Launch() {}

    /**
     * Runs until the server ends.
     *
     * @param arguments none; everything comes from {@code -Dtakt.run.*} and TAKT_ADMIN_PASSWORD
     * @throws InterruptedException if the build is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        int status = 1;
        try {
            Options options = Options.read(System.getProperties(), System.getenv("TAKT_ADMIN_PASSWORD"));
            Checks.all(options);
            status = run(options);
        } catch (LaunchException refused) {
            CONSOLE.println("Takt does not start. " + refused.getMessage());
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(Options options) throws InterruptedException {
        Server server = Server.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop Payara Micro"));
        if (server.awaitReady()) {
            greet(options);
        }
        return server.awaitEnd();
    }

    private static void greet(Options options) {
        CONSOLE.println();
        CONSOLE.println("Takt is ready at http://localhost:" + options.port() + "/takt (Ctrl-C stops it)");
        CONSOLE.println("Database: " + options.databaseUrl());
        CONSOLE.println(
                options.passwordIsGenerated()
                        ? "User: admin, password: " + options.adminPassword()
                        : "User: admin, password: as in TAKT_ADMIN_PASSWORD");
        CONSOLE.println();
    }
}
