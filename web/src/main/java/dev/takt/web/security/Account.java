package dev.takt.web.security;

import java.io.Serializable;

/**
 * A user as read from {@code takt_user}.
 *
 * @param name the user's name
 * @param role what the user may do
 * @param passwordStamp changes with the password and tells nothing about it, so it may be kept in a session
 */
public record Account(String name, Role role, String passwordStamp) implements Serializable {}
