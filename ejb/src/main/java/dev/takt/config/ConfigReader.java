package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the configuration where the platform keeps it, once. */
@ApplicationScoped
public class ConfigReader {
    /**
     * The configuration, to be injected everywhere.
     *
     * @return checked
     * @throws ConfigurationException naming all problems at once
     */
    @Produces
    @Singleton
    TaktConfig read() {
        Config config = ConfigProvider.getConfig();
        List<String> names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> !isVariable(name))
                .toList();
        return TaktConfig.read(key -> config.getOptionalValue(key, String.class), names);
    }

    /** WildFly lists the scripts' variable TAKT_DB_URL as takt.db.url too, which nobody wrote and is no key of ours. */
    private static boolean isVariable(String name) {
        return System.getenv().containsKey(name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
    }
}
