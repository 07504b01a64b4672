package dev.takt.jmx;

import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerStarted;
import dev.takt.config.Caller;
import dev.takt.config.OfTakt;
import dev.takt.config.OwnContext;
import dev.takt.config.TaktConfig;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Puts the scheduler on the server's MBean server when this node is up, and takes it off when the application goes. */
@ApplicationScoped
public class Registration {
    private static final Logger LOG = Logger.getLogger(Registration.class.getName());

    /** Java's own connector, which needs no server, and no log-in if it is told so. */
    private static final String PORT = "com.sun.management.jmxremote.port";

    private static final String ASKS = "com.sun.management.jmxremote.authenticate";

    private static final String NEEDS_QUOTES = ".*[,=:\"*?\\s].*";

    private final Scheduler scheduler;
    private final Caller caller;
    private final OwnContext context;
    private final TaktConfig config;
    private @Nullable ObjectName registered;

    /** Null outside of a server. */
    @Resource(lookup = "java:app/AppName")
    private @Nullable String applicationName;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Registration() {
        this(null, null, null, null);
    }

    @Inject
    Registration(Scheduler scheduler, Caller caller, @OfTakt OwnContext context, TaktConfig config) {
        this.scheduler = scheduler;
        this.caller = caller;
        this.context = context;
        this.config = config;
    }

    /** A server that does not let it is no reason not to start. */
    void register(@Observes SchedulerStarted event) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = name(Objects.requireNonNullElse(applicationName, "takt"), config.nodeName());
            if (server.isRegistered(name)) {
                LOG.log(Level.WARNING, "TAKT-406 {0} is there already, of somebody else: it stays", name);
                return;
            }
            server.registerMBean(new SchedulerConsole(scheduler, caller, context, whyReadOnly()), name);
            registered = name;
        } catch (JMException | RuntimeException refused) {
            LOG.log(Level.WARNING, "TAKT-407 The scheduler is not to be seen by JMX: {0}", refused.toString());
        }
    }

    /** Empty if clients may change something. */
    private Optional<String> whyReadOnly() {
        if (!config.jmxWrite()) {
            return Optional.of("takt.jmx.write is not true: JMX clients may read only");
        }
        if (!"false".equals(System.getProperty(ASKS)) || System.getProperty(PORT) == null) {
            return Optional.empty();
        }
        String open = "JMX on port " + System.getProperty(PORT) + " asks nobody for a password (" + ASKS
                + "=false): JMX clients may read only, whatever takt.jmx.write says";
        LOG.log(Level.WARNING, "TAKT-409 {0}", open);
        return Optional.of(open);
    }

    @PreDestroy
    void unregister() {
        ObjectName name = registered;
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException | RuntimeException gone) {
            LOG.log(Level.FINE, "not to be seen by JMX any more anyway", gone);
        }
    }

    static ObjectName name(String application, String node) throws MalformedObjectNameException {
        return new ObjectName("dev.takt:type=Scheduler,application=" + value(application) + ",node=" + value(node));
    }

    private static String value(String text) {
        return text.isEmpty() || text.matches(NEEDS_QUOTES) ? ObjectName.quote(text) : text;
    }
}
