package dev.takt.web.rest;

/**
 * The id in a path. A path whose id is no number is one that does not exist.
 *
 * @param value the key of a row
 */
public record Key(long value) {
    /** Reads it; called by JAX-RS, which needs it public. */
    public static Key valueOf(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new MissingException("There is nothing with the id " + text);
        }
        return new Key(Long.parseLong(text));
    }
}
