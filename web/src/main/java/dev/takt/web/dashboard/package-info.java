/** Behind {@code dashboard.xhtml}: what is going on, at a glance. */
@NullMarked
package dev.takt.web.dashboard;

import org.jspecify.annotations.NullMarked;
