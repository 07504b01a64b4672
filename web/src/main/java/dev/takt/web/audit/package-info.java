/** Behind {@code audit.xhtml}: who did what. */
@NullMarked
package dev.takt.web.audit;

import org.jspecify.annotations.NullMarked;
