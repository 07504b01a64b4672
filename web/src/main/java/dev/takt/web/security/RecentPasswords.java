package dev.takt.web.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords found correct within the last minute, because HTTP Basic sends the password with every request and PBKDF2
 * is slow on purpose. Kept as a keyed digest over name, password and stored hash: a changed hash is not found. One
 * entry per user, and only of users that exist.
 */
final class RecentPasswords {

    private static final long KEPT_NANOS = Duration.ofSeconds(60).toNanos();
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final SecretKeySpec key = new SecretKeySpec(randomBytes(), ALGORITHM);

    boolean knows(String name, String password, String hash) {
        Entry entry = entries.get(name);
        return entry != null
                && System.nanoTime() - entry.since() < KEPT_NANOS
                && MessageDigest.isEqual(entry.digest(), digest(name, password, hash));
    }

    void remember(String name, String password, String hash) {
        entries.put(name, new Entry(digest(name, password, hash), System.nanoTime()));
    }

    private byte[] digest(String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(lengthOf(bytes));
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " belongs to every Java runtime", e);
        }
    }

    private static byte[] lengthOf(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private record Entry(byte[] digest, long since) {}
}
