package dev.takt.web.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A domain of its own on Payara Server. */
final class PayaraServer implements ApplicationServer {
    private static final Path DOMAIN = HOME.resolve("payara6/glassfish/domains/takt");
    private static final String ASADMIN = HOME.resolve("payara6/bin/asadmin").toString();
    private static final String DRIVER = "postgresql.jar";

    /** Its batch runtime looks for its own classes where they are not, when an application with jobs goes that has run none. */
    private static final Pattern BATCH = Pattern.compile("com\\.ibm\\.jbatch");

    private static final String ADMINISTRATOR = "admin";

    /** Administration, HTTP, HTTPS, debugger, JMS, IIOP and its TLS twice, JMX, OSGi shell. */
    private final int base = FreePorts.base(48, 80, 81, 9, 76, 37, 38, 39, 86, 66);

    /** What asadmin needs to be let in, none at first. */
    private List<String> login = List.of();

    @Override
    public void create() {
        asadmin("create-domain", "--nopassword", "--portbase", "" + base, "takt");
        asadmin("start-domain", "--prebootcommandfile", script("loopback"), "takt");
        asadmin("multimode", "--file", script("no-jms"));
        asadmin(
                "multimode",
                "--file",
                PayaraUsers.commands(HOME, ServerUser.ALL).toString());
        asadmin("add-library", HOME.resolve(DRIVER).toString());
        secure();
        asadmin("multimode", "--file", script("jmx"));
    }

    /** JMX wants an administrator with a password; from then on asadmin takes it from a file. */
    private void secure() {
        passwords("AS_ADMIN_PASSWORD=\nAS_ADMIN_NEWPASSWORD=" + UsersOfTheServer.PASSWORD + "\n");
        asadmin("change-admin-password");
        passwords("AS_ADMIN_PASSWORD=" + UsersOfTheServer.PASSWORD + "\n");
    }

    private void passwords(String lines) {
        try {
            login = List.of(
                    "--passwordfile",
                    Files.writeString(HOME.resolve("passwords"), lines).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that finds something there already makes asadmin end with an error, after the others. */
    @Override
    public void configure() {
        anyhow("multimode", "--file", script("takt-postgresql"));
    }

    @Override
    public void share() {
        asadmin("create-jdbc-resource", "--connectionpoolid=TaktPool", "jdbc/shared");
    }

    @Override
    public void makeXa(String elsewhere) {
        asadmin("multimode", "--file", script("takt-postgresql-xa"));
        asadmin(
                "create-jdbc-connection-pool",
                "--restype=javax.sql.XADataSource",
                "--datasourceclassname=org.postgresql.xa.PGXADataSource",
                "--property",
                "user=postgres:password=postgres:url=" + elsewhere.replaceAll("[:=]", "\\\\$0"),
                "Elsewhere");
        asadmin("create-jdbc-resource", "--connectionpoolid=Elsewhere", "jdbc/elsewhere");
        stop();
    }

    @Override
    public void undo() {
        asadmin("delete-jdbc-resource", "jdbc/shared");
        asadmin("delete-jdbc-resource", "jdbc/elsewhere");
        asadmin("delete-jdbc-connection-pool", "Elsewhere");
        asadmin("multimode", "--file", script("undo"));
        asadmin("remove-library", DRIVER);
    }

    @Override
    public String configuration() {
        try {
            return Files.readString(DOMAIN.resolve("config/domain.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Again, after {@link #create}: what has been set about JMS and the environment come with a start. */
    @Override
    public void start(Map<String, String> environment) {
        stop();
        command(environment).run(ASADMIN, "start-domain", "takt");
    }

    @Override
    public void stop() {
        running().ifPresent(server -> {
            anyhow("stop-domain", "takt");
            Stopping.ended(server);
        });
    }

    /** By the number that the domain has noted, unless that is somebody else's by now. */
    private static Optional<ProcessHandle> running() {
        try {
            Path noted = DOMAIN.resolve("config/pid");
            if (!Files.exists(noted)) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(Files.readString(noted).trim()))
                    .filter(process -> process.info().commandLine().orElse("").contains(DOMAIN.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void deploy(Path archive) {
        asadmin("deploy", "--name", name(archive.getFileName().toString()), archive.toString());
    }

    @Override
    public void undeploy(String file) {
        asadmin("undeploy", name(file));
    }

    private static String name(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    @Override
    public void disable(String file) {
        asadmin("disable", name(file));
    }

    @Override
    public void enable(String file) {
        asadmin("enable", name(file));
    }

    @Override
    public ServerLog log() {
        return new ServerLog(DOMAIN.resolve("logs"), BATCH);
    }

    @Override
    public RemoteJmx jmx() {
        return new RemoteJmx(
                "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + (base + 86) + "/jmxrmi",
                ADMINISTRATOR,
                UsersOfTheServer.PASSWORD,
                "");
    }

    @Override
    public int httpPort() {
        return base + 80;
    }

    private static String script(String name) {
        return ApplicationServer.script("payara/" + name + ".asadmin").toString();
    }

    private void asadmin(String... words) {
        command(Map.of()).run(addressed(words));
    }

    private void anyhow(String... words) {
        command(Map.of()).end(addressed(words));
    }

    /** Commands about domains as a whole know no port. */
    private String[] addressed(String... words) {
        boolean isOfDomains = words[0].endsWith("-domain");
        List<String> all = new ArrayList<>(List.of(ASADMIN));
        if (!isOfDomains) {
            all.addAll(List.of("--port", "" + (base + 48), "--user", ADMINISTRATOR));
            all.addAll(login);
        }
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    private static Command command(Map<String, String> environment) {
        return new Command(HOME, environment, HOME.resolve("payara.log"));
    }
}
