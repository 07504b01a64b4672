package dev.takt.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The end of what a program writes: what went wrong stands there. */
final class Tail {
    static final int LIMIT = 64 * 1024;

    private final byte[] bytes = new byte[2 * LIMIT];
    private int length;
    private long dropped;

    /** Takes what is there, without waiting for more. Says whether there was anything. */
    boolean take(InputStream stream) throws IOException {
        int available = stream.available();
        if (available <= 0) {
            return false;
        }
        if (length == bytes.length) {
            System.arraycopy(bytes, LIMIT, bytes, 0, LIMIT);
            length = LIMIT;
            dropped += LIMIT;
        }
        int read = stream.read(bytes, length, Math.min(available, bytes.length - length));
        length += Math.max(read, 0);
        return read > 0;
    }

    String text() {
        int start = Math.max(0, length - LIMIT);
        String end = new String(bytes, start, length - start, StandardCharsets.UTF_8);
        long leftOut = dropped + start;
        return leftOut == 0 ? end : "[the first " + leftOut + " bytes are left out]\n" + end;
    }
}
