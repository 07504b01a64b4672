package dev.takt.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
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
        return TaktConfig.read(key -> config.getOptionalValue(key, String.class), config.getPropertyNames());
    }
}
