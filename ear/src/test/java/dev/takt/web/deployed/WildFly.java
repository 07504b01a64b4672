package dev.takt.web.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A standalone WildFly, whose ports are its usual ones plus an offset. */
final class WildFly implements ApplicationServer {
    private static final Path INSTALLED = installed();
    private static final Path LOG = HOME.resolve("wildfly.log");
    private static final Path OUTPUT = HOME.resolve("wildfly-server.log");
    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final String MANAGER = "manager";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);

    /** HTTP, HTTPS, AJP, management and its TLS, transactions twice. */
    private final int offset = FreePorts.base(8080, 8443, 8009, 9990, 9993, 4712, 4713);

    private Process server;
    private int starts;

    private static Path installed() {
        try (Stream<Path> unpacked = Files.list(HOME)) {
            return unpacked.filter(Files::isDirectory)
                    .filter(folder -> folder.getFileName().toString().startsWith("wildfly-"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void create() {
        command(Map.of()).run(program("add-user"), "-u", MANAGER, "-p", UsersOfTheServer.PASSWORD);
        ServerUser.ALL.forEach(user -> command(Map.of())
                .run(
                        program("add-user"),
                        "-a",
                        "-u",
                        user.name(),
                        "-p",
                        user.password(),
                        "-g",
                        String.join(",", user.groups())));
    }

    @Override
    public void configure() {
        command(Map.of("TAKT_DB_DRIVER", HOME.resolve("postgresql.jar").toString()))
                .run(program("jboss-cli"), "--file=" + ApplicationServer.script("wildfly/takt-postgresql.cli"));
    }

    @Override
    public void share() {
        embedded(
                "/subsystem=naming/binding=java\\:\\/jdbc\\/shared:add(binding-type=lookup, lookup=\"java:/jdbc/takt\")");
    }

    @Override
    public void makeXa(String elsewhere) {
        stop();
        command(Map.of())
                .run(program("jboss-cli"), "--file=" + ApplicationServer.script("wildfly/takt-postgresql-xa.cli"));
        embedded("xa-data-source add --name=elsewhere --jndi-name=java:/jdbc/elsewhere --driver-name=takt-postgresql"
                + " --xa-datasource-properties={\"URL\"=>\"" + elsewhere + "\"}"
                + " --user-name=postgres --password=postgres");
    }

    /** While it is stopped. */
    private static void embedded(String... lines) {
        String script = "embed-server --server-config=standalone.xml --std-out=discard\n" + String.join("\n", lines)
                + "\nstop-embedded-server\n";
        try {
            Path file = Files.writeString(HOME.resolve("embedded.cli"), script);
            command(Map.of()).run(program("jboss-cli"), "--file=" + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void undo() {
        stop();
        embedded(
                "/subsystem=naming/binding=java\\:\\/jdbc\\/shared:remove",
                "/subsystem=datasources/xa-data-source=elsewhere:remove");
        command(Map.of()).run(program("jboss-cli"), "--file=" + ApplicationServer.script("wildfly/undo.cli"));
    }

    @Override
    public String configuration() {
        return read(INSTALLED.resolve("standalone/configuration/standalone.xml"));
    }

    @Override
    public void start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("LAUNCH_JBOSS_IN_BACKGROUND", "1"); // the shell hands signals on
        starts++;
        try {
            server = new Command(HOME, all, OUTPUT)
                    .start(
                            program("standalone"),
                            "-b",
                            "127.0.0.1",
                            "-bmanagement",
                            "127.0.0.1",
                            "-Djboss.socket.binding.port-offset=" + offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Rest.await(STARTS_WITHIN, () -> read(OUTPUT).split("WFLYSRV0025", -1).length - 1, times -> times == starts);
    }

    @Override
    public void stop() {
        if (server != null && server.isAlive()) {
            List<ProcessHandle> java = server.descendants().toList();
            command(Map.of()).end(management("shutdown")); // whatever it says
            java.forEach(Stopping::ended);
            Stopping.ended(server.toHandle());
        }
    }

    @Override
    public void deploy(Path archive) {
        command(Map.of()).run(management("deploy --name=" + archive.getFileName() + " --force " + archive));
    }

    @Override
    public void undeploy(String file) {
        command(Map.of()).run(management("undeploy " + file));
    }

    @Override
    public void disable(String file) {
        command(Map.of()).run(management("deployment disable " + file));
    }

    @Override
    public void enable(String file) {
        command(Map.of()).run(management("deployment enable " + file));
    }

    @Override
    public ServerLog log() {
        return new ServerLog(INSTALLED.resolve("standalone/log"), NOTHING);
    }

    @Override
    public RemoteJmx jmx() {
        return new RemoteJmx(
                "service:jmx:remote+http://127.0.0.1:" + (9990 + offset),
                MANAGER,
                UsersOfTheServer.PASSWORD,
                INSTALLED.resolve("bin/client/jboss-client.jar").toString());
    }

    @Override
    public int httpPort() {
        return 8080 + offset;
    }

    private String[] management(String command) {
        return new String[] {
            program("jboss-cli"), "--connect", "--controller=127.0.0.1:" + (9990 + offset), "--command=" + command
        };
    }

    private static String program(String name) {
        return INSTALLED.resolve("bin/" + name + ".sh").toString();
    }

    private static Command command(Map<String, String> environment) {
        return new Command(HOME, environment, LOG);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
