/** Behind {@code functions.xhtml}: what schedules can call, and the hooks they can name. */
@NullMarked
package dev.takt.web.functions;

import org.jspecify.annotations.NullMarked;
