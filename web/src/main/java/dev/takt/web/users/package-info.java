/** Behind {@code users.xhtml}: who may log in, for administrators. */
@NullMarked
package dev.takt.web.users;

import org.jspecify.annotations.NullMarked;
