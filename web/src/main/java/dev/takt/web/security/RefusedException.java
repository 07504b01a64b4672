package dev.takt.web.security;

import jakarta.ws.rs.ForbiddenException;

/** A REST call is not allowed, for a reason that the caller may know. */
public class RefusedException extends ForbiddenException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RefusedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** Why, in words. */
    public String reason() {
        return reason;
    }
}
