package dev.takt.web.rest;

import jakarta.ws.rs.NotFoundException;

/** What was asked for by its id is not there. */
class MissingException extends NotFoundException {
    private static final long serialVersionUID = 1L;

    private final String what;

    MissingException(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
