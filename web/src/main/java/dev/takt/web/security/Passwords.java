package dev.takt.web.security;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** Hashes and checks passwords. A hash names its own parameters, so raising them keeps old hashes valid. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Passwords {

    private static final Map<String, String> PARAMETERS = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", "210000",
            "Pbkdf2PasswordHash.SaltSizeBytes", "16",
            "Pbkdf2PasswordHash.KeySizeBytes", "32");

    @Inject
    private Pbkdf2PasswordHash pbkdf2;

    private final RecentPasswords recent = new RecentPasswords();
    private String hashOfNobody;

    @PostConstruct
    void configure() {
        pbkdf2.initialize(PARAMETERS);
        hashOfNobody = hash(UUID.randomUUID().toString());
    }

    /** A new hash, with its own salt, to be kept in {@code takt_user.password_hash}. */
    public String hash(String password) {
        return pbkdf2.generate(password.toCharArray());
    }

    /** Whether the password is the one that was hashed; answered from memory for a minute after it was. */
    boolean isCorrect(String name, String password, String hash) {
        if (recent.knows(name, password, hash)) {
            return true;
        }
        boolean correct = pbkdf2.verify(password.toCharArray(), hash);
        if (correct) {
            recent.remember(name, password, hash);
        }
        return correct;
    }

    /** The hash of a password nobody knows: checking it costs an unknown name the time a known one costs. */
    String hashOfNobody() {
        return hashOfNobody;
    }

    /** Changes with the hash and tells nothing of use about it. */
    static String stampOf(String hash) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(hash.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 belongs to every Java runtime", e);
        }
    }
}
