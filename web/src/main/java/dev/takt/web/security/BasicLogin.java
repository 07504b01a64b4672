package dev.takt.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HTTP Basic (RFC 7617, UTF-8): name and password in the header {@code Authorization} of each request. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
class BasicLogin {

    private static final String SCHEME = "Basic ";

    @Inject
    private Logins logins;

    Optional<Account> account(HttpServletRequest request) {
        return credentials(request.getHeader("Authorization"))
                .flatMap(pair -> logins.withPassword(pair.name(), pair.password()));
    }

    static Optional<NameAndPassword> credentials(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return decoded(header.substring(SCHEME.length()).trim())
                .filter(text -> text.indexOf(':') > 0)
                .map(text -> new NameAndPassword(
                        text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1)));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    record NameAndPassword(String name, String password) {}
}
