package dev.takt.web.rest;

import jakarta.json.JsonConfig;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.Map;

/** Reads a text that is one JSON value and nothing else. */
public final class StrictJson {
    /** A name that is there twice is refused: nobody could tell which of the two counts. */
    private static final JsonReaderFactory READERS =
            JsonFields.JSON.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private StrictJson() {}

    /**
     * Reads it.
     *
     * @throws jakarta.json.stream.JsonParsingException with the place, if it is no JSON
     * @throws RuntimeException if it cannot be read for another reason, such as being nested too deeply
     */
    public static JsonValue read(String text) {
        walk(text);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    /** A reader stops at the end of the value and does not see what follows; a parser does. */
    private static void walk(String text) {
        try (JsonParser parser = JsonFields.JSON.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }
}
