package dev.takt.web.words;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The texts of the pages, from {@code texts.properties}. */
public final class Texts {
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("dev.takt.web.texts", Locale.ROOT);

    private Texts() {}

    /** The text of that key, if there is one. */
    static Optional<String> find(String key) {
        return TEXTS.containsKey(key) ? Optional.of(TEXTS.getString(key)) : Optional.empty();
    }

    /** The text of that key, its placeholders filled. */
    public static String of(String key, Object... values) {
        String text = TEXTS.getString(key);
        return values.length == 0 ? text : new MessageFormat(text, Locale.ENGLISH).format(values);
    }
}
