/** How the pages put things: states, times, rhythms and outcomes in words. */
@NullMarked
package dev.takt.web.words;

import org.jspecify.annotations.NullMarked;
