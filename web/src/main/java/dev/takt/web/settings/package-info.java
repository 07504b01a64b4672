/** Behind {@code settings.xhtml}: the configuration in effect. */
@NullMarked
package dev.takt.web.settings;

import org.jspecify.annotations.NullMarked;
