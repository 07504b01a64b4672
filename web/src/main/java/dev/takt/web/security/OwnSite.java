package dev.takt.web.security;

import java.net.URI;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page of ours makes a browser send a request, told by headers that no page can forge. Browsers leave out
 * {@code Sec-Fetch-Site} where there is neither TLS nor localhost, but send {@code Origin} with each change; programs send
 * neither of them.
 */
final class OwnSite {
    private static final Set<String> OWN = Set.of("same-origin", "none");
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private OwnSite() {}

    static boolean isRead(String method) {
        return READS.contains(method);
    }

    static boolean sends(UnaryOperator<@Nullable String> header) {
        String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return OWN.contains(site);
        }
        String origin = header.apply("Origin");
        return origin == null
                || isOf(origin, header.apply("Host"))
                || isOf(origin, header.apply("X-Forwarded-Host")); // a proxy may name another host than the browser did
    }

    private static boolean isOf(String origin, @Nullable String host) {
        return host != null && host.replaceFirst(",.*", "").strip().equalsIgnoreCase(authority(origin));
    }

    /** Null for {@code null}, which browsers send for a page whose origin they hide. */
    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
