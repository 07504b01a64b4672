/** Behind {@code schedules.xhtml}: the list, and what an operator orders there. */
@NullMarked
package dev.takt.web.schedules;

import org.jspecify.annotations.NullMarked;
