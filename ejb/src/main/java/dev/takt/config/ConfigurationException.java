package dev.takt.config;

import java.util.List;

/** The configuration is refused: all problems at once. */
public class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(List<String> problems) {
        super("Takt's configuration is refused: " + String.join("; ", problems));
    }
}
