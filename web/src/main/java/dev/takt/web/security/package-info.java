/** Who may do what: one mechanism for pages and REST, the table of users, and the roles. */
@NullMarked
package dev.takt.web.security;

import org.jspecify.annotations.NullMarked;
