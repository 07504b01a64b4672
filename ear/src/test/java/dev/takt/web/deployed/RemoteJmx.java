package dev.takt.web.deployed;

import dev.takt.jmx.SchedulerMXBean;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * A server's JMX connector, as it is for a client in another process.
 *
 * @param address the URL of the connector
 * @param user who is let in
 * @param library what its protocol needs beside Java itself; empty if nothing
 */
record RemoteJmx(String address, String user, String password, String library) {
    private static final String OF_TAKT = "dev.takt:*";

    /** What is asked of the MBean server, which may go wrong. */
    interface Question<T> {
        T of(MBeanServerConnection server) throws Exception;
    }

    RemoteJmx as(String somebody, String theirPassword) {
        return new RemoteJmx(address, somebody, theirPassword, library);
    }

    /** Logs in, asks and leaves. What it connects to, the tests have started. */
    @SuppressWarnings("BanJNDI")
    <T> T ask(Question<T> question) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader protocol = protocol()) {
            thread.setContextClassLoader(protocol);
            Map<String, ?> login = Map.of(JMXConnector.CREDENTIALS, new String[] {user, password});
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address), login)) {
                return question.of(connector.getMBeanServerConnection());
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Not beside what the tests have on their class path. */
    private URLClassLoader protocol() throws Exception {
        URL[] files = library.isEmpty()
                ? new URL[0]
                : new URL[] {Path.of(library).toUri().toURL()};
        return new URLClassLoader(files, ClassLoader.getPlatformClassLoader());
    }

    /** Takt's MBeans in the whole server. */
    Set<ObjectName> names() throws Exception {
        return ask(server -> server.queryNames(new ObjectName(OF_TAKT), null));
    }

    /** Asks the one node that is there. */
    <T> T console(Function<SchedulerMXBean, T> question) throws Exception {
        return ask(server -> {
            Set<ObjectName> names = server.queryNames(new ObjectName(OF_TAKT), null);
            if (names.size() != 1) {
                throw new AssertionError("not one node: " + names);
            }
            ObjectName node = names.iterator().next();
            return question.apply(JMX.newMXBeanProxy(server, node, SchedulerMXBean.class));
        });
    }

    /** The client of server-config, in a process of its own, asked for all attributes or for more. */
    Command.Ended client(String... more) {
        String[] program = {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            library.isEmpty() ? "." : library,
            ApplicationServer.script("monitoring/TaktJmx.java").toString(),
            address,
            user
        };
        return new Command(
                        ApplicationServer.HOME,
                        Map.of("TAKT_JMX_PASSWORD", password),
                        ApplicationServer.HOME.resolve("jmx.log"))
                .end(Stream.concat(Stream.of(program), Stream.of(more)).toArray(String[]::new));
    }
}
