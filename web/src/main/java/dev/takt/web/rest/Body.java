package dev.takt.web.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the body of a request: one JSON object in UTF-8. */
final class Body {
    static final int MOST_BYTES = 1_000_000;
    static final int MOST_BYTES_OF_A_FILE = 50_000_000;
    private static final String BODY = "body";

    private Body() {}

    /** The object; an empty one for no body at all. */
    static JsonObject objectOrNothing(InputStream stream) throws IOException {
        byte[] bytes = bytes(stream, MOST_BYTES);
        return bytes.length == 0 ? JsonValue.EMPTY_JSON_OBJECT : object(bytes);
    }

    /** The object, which must be there. */
    static JsonObject object(InputStream stream) throws IOException {
        return object(stream, MOST_BYTES);
    }

    /** The same of a file, which may be longer. */
    static JsonObject object(InputStream stream, int mostBytes) throws IOException {
        return object(bytes(stream, mostBytes));
    }

    private static byte[] bytes(InputStream stream, int most) throws IOException {
        byte[] bytes = stream.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new MalformedException(BODY, "expected at most " + most + " bytes, were more");
        }
        return bytes;
    }

    private static JsonObject object(byte[] bytes) {
        return object(text(bytes));
    }

    /** The object that a text is. */
    static JsonObject object(String text) {
        JsonValue value = value(text);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new MalformedException(BODY, "expected a JSON object, was " + value.getValueType());
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException(BODY, "expected UTF-8, was something else");
        }
    }

    private static JsonValue value(String text) {
        try {
            return StrictJson.read(text);
        } catch (JsonParsingException e) {
            JsonLocation at = e.getLocation();
            throw new MalformedException(
                    BODY, "is no JSON at line " + at.getLineNumber() + ", column " + at.getColumnNumber());
        } catch (RuntimeException e) { // nested too deeply is a plain one
            throw new MalformedException(BODY, "cannot be read as JSON");
        }
    }
}
