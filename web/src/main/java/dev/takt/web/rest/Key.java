package dev.takt.web.rest;

import dev.takt.web.words.Ids;

/**
 * The id in a path. A path whose id is no number is one that does not exist.
 *
 * @param value the key of a row
 */
public record Key(long value) {
    /** Reads it; called by JAX-RS, which needs it public. */
    public static Key valueOf(String text) {
        Long id = Ids.read(text);
        if (id == null) {
            throw new MissingException("There is nothing with the id " + text);
        }
        return new Key(id);
    }
}
