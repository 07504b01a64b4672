import java.io.Console;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Shows what a server's JMX connector tells of Takt, or has one operation done.
 *
 * <pre>
 * java TaktJmx.java URL USER                                      every attribute, of every node in that server
 * java TaktJmx.java URL USER APPLICATION OPERATION ARGUMENT...    for example: takt nextSlots 1 3
 * </pre>
 *
 * The password is taken from the environment, TAKT_JMX_PASSWORD, or asked for. A Java 17 runs this source as it is; for
 * WildFly with {@code -cp bin/client/jboss-client.jar}.
 */
class TaktJmx {
    private final MBeanServerConnection server;

    private TaktJmx(MBeanServerConnection server) {
        this.server = server;
    }

    public static void main(String[] words) throws IOException {
        if (words.length != 2 && words.length < 4) {
            System.err.println("java TaktJmx.java URL USER [APPLICATION OPERATION ARGUMENT...]");
            System.exit(2);
        }
        Map<String, ?> login = Map.of(JMXConnector.CREDENTIALS, new String[] {words[1], password()});
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(words[0]), login)) {
            TaktJmx takt = new TaktJmx(connector.getMBeanServerConnection());
            if (words.length == 2) {
                takt.show();
            } else {
                takt.order(words[2], words[3], Arrays.copyOfRange(words, 4, words.length));
            }
        } catch (IOException | JMException | RuntimeException refused) {
            System.err.println(reason(refused));
            System.exit(1);
        }
    }

    private static String password() {
        String known = System.getenv("TAKT_JMX_PASSWORD");
        Console console = System.console();
        if (known != null || console == null) {
            return known == null ? "" : known;
        }
        return new String(console.readPassword("Password: "));
    }

    private void show() throws IOException, JMException {
        for (ObjectName node : nodes("*")) {
            System.out.println(node);
            for (String attribute : attributes(node)) {
                List<String> value = lines(server.getAttribute(node, attribute));
                System.out.println("  " + attribute + " = " + String.join("; ", value));
            }
        }
    }

    /** By their names: each server has an order of its own. */
    private List<String> attributes(ObjectName node) throws IOException, JMException {
        return Arrays.stream(server.getMBeanInfo(node).getAttributes())
                .map(MBeanAttributeInfo::getName)
                .sorted()
                .toList();
    }

    private void order(String application, String operation, String[] arguments) throws IOException, JMException {
        for (ObjectName node : nodes(application)) {
            String[] types = types(node, operation, arguments.length);
            Object[] values = new Object[types.length];
            Arrays.setAll(values, i -> value(types[i], arguments[i]));
            lines(server.invoke(node, operation, values, types)).forEach(System.out::println);
        }
    }

    private Set<ObjectName> nodes(String application) throws IOException, JMException {
        ObjectName pattern = new ObjectName("dev.takt:type=Scheduler,application=" + application + ",*");
        Set<ObjectName> found = new TreeSet<>(server.queryNames(pattern, null));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No node of Takt is here: " + pattern);
        }
        return found;
    }

    private String[] types(ObjectName node, String operation, int arguments) throws IOException, JMException {
        return Arrays.stream(server.getMBeanInfo(node).getOperations())
                .filter(one -> one.getName().equals(operation) && one.getSignature().length == arguments)
                .map(MBeanOperationInfo::getSignature)
                .map(signature ->
                        Arrays.stream(signature).map(MBeanParameterInfo::getType).toArray(String[]::new))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no operation " + operation + " with " + arguments + " arguments"));
    }

    private static Object value(String type, String word) {
        return switch (type) {
            case "int" -> Integer.valueOf(word);
            case "long" -> Long.valueOf(word);
            case "boolean" -> Boolean.valueOf(word);
            default -> word;
        };
    }

    private static List<String> lines(Object answer) {
        if (answer instanceof Object[] many) {
            return Arrays.stream(many).map(String::valueOf).toList();
        }
        if (answer instanceof Collection<?> many) {
            return many.stream().map(String::valueOf).toList();
        }
        return answer == null ? List.of() : List.of(String.valueOf(answer));
    }

    /** The innermost of all that says anything: the server's own, if it has answered. */
    private static String reason(Throwable refused) {
        String said = refused.toString();
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof ObjectStreamException) { // what Payara says of a wrong password
                return "Not let in, or refused with something that cannot be sent: " + cause.getMessage();
            }
            said = cause.getMessage() == null ? said : cause.getMessage();
        }
        return said;
    }
}
