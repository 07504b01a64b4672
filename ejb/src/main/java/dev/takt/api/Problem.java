package dev.takt.api;

import java.io.Serializable;

/**
 * One thing that is wrong with what was asked for.
 *
 * @param field the field it is about, named as in SEMANTICS, section 2, such as {@code nextRun}
 * @param message what was expected and what was there
 */
public record Problem(String field, String message) implements Serializable {}
