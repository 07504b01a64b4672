/** What the buttons of the pages order, for schedules and tasks alike, and who may order it. */
@NullMarked
package dev.takt.web.orders;

import org.jspecify.annotations.NullMarked;
