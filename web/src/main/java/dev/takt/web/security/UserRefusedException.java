package dev.takt.web.security;

import dev.takt.web.words.Texts;

/** A user cannot be made, changed or deleted like that; nothing was stored. */
public class UserRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UserRefusedException(String key, Object... values) {
        super(Texts.of(key, values));
    }
}
