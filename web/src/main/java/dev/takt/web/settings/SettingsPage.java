package dev.takt.web.settings;

import dev.takt.config.TaktConfig;
import dev.takt.web.words.Elapsed;
import dev.takt.web.words.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Behind {@code settings.xhtml}: each key with its value in effect and where that came from. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the field
public class SettingsPage {
    @Inject
    private TaktConfig config;

    /**
     * A key of the configuration.
     *
     * @param key such as {@code takt.workers}
     * @param value in effect on this node
     * @param words the same as one says it, of lengths of time; else empty
     * @param source the name of the source that it came from
     */
    public record Setting(String key, String value, String words, String source) {}

    /** All of them. */
    public List<Setting> getSettings() {
        Config sources = ConfigProvider.getConfig();
        return config.effective().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(set ->
                        new Setting(set.getKey(), set.getValue(), words(set.getValue()), source(sources, set.getKey())))
                .toList();
    }

    private static String words(String value) {
        return value.matches("PT\\d.*") ? Elapsed.inWords(Duration.parse(value)) : "";
    }

    private static String source(Config sources, String key) {
        String source = sources.getConfigValue(key).getSourceName();
        return source == null ? Texts.of("settings.default") : source;
    }
}
