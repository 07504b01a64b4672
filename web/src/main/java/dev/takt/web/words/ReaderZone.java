package dev.takt.web.words;

import dev.takt.config.TaktConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** The zone in which the reader wants times that have none of their own: by a cookie (zone.js), else the configured one. */
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class ReaderZone {
    private static final String COOKIE = "takt-zone";

    @Inject
    private HttpServletRequest request;

    @Inject
    private Instance<TaktConfig> config;

    /** The zone. */
    public ZoneId get() {
        return Stream.of(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .flatMap(cookie -> zone(cookie.getValue()).stream())
                .findFirst()
                .orElseGet(() -> config.get().zone());
    }

    /** A cookie may say anything. */
    private static Optional<ZoneId> zone(String value) {
        try {
            return Optional.of(ZoneId.of(URLDecoder.decode(value, StandardCharsets.UTF_8)));
        } catch (DateTimeException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
