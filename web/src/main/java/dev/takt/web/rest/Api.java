package dev.takt.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Everything under {@code /api}, also what does not exist, so that each answer is a JSON one. */
@ApplicationPath("/api")
public class Api extends Application {
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true); // it would be open to every role
    }
}
