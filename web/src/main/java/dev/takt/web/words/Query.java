package dev.takt.web.words;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The query of an address, out of what is given. */
public final class Query {
    private final StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");

    /** With that parameter, unless it has no value. */
    public Query with(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            parameters.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** With the question mark before it; empty without parameters. */
    @Override
    public String toString() {
        return parameters.toString();
    }
}
