/** Logging in and out at the pages. */
@NullMarked
package dev.takt.web.login;

import org.jspecify.annotations.NullMarked;
