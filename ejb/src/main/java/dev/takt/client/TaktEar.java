package dev.takt.client;

import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.remote.SchedulerCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What is injected as {@code Scheduler}. From MicroProfile Config: {@code takt.remote.user} and {@code takt.remote.password}, of a user of
 * takt.ear, and {@code takt.remote.name}, where takt.ear is looked up.
 */
@ApplicationScoped
public class TaktEar {
    /** As takt.ear is named when it is deployed as {@code takt}. */
    static final String NAME = "java:global/takt/takt-remote/RemoteCalls!" + SchedulerCalls.class.getName();

    /**
     * The scheduler of takt.ear.
     *
     * @return with the rights of that user
     */
    @Produces
    @ApplicationScoped
    Scheduler scheduler() {
        Config config = ConfigProvider.getConfig();
        String name = config.getOptionalValue("takt.remote.name", String.class).orElse(NAME);
        return new RemoteScheduler(() -> find(name), setting(config, "user"), setting(config, "password")).scheduler();
    }

    private static String setting(Config config, String key) {
        return config.getOptionalValue("takt.remote." + key, String.class)
                .orElseThrow(() -> new SchedulerUnavailableException("takt.remote." + key
                        + " is not set: the name and password of a user of takt.ear are needed to call it"));
    }

    @SuppressWarnings("BanJNDI") // a name that an administrator has set
    private static SchedulerCalls find(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException none) {
            SchedulerUnavailableException away = new SchedulerUnavailableException(
                    "There is no " + name + ": deploy takt.ear as takt, or set takt.remote.name");
            away.initCause(none);
            throw away;
        }
    }
}
