/** How the pages put things: states, times, rhythms and outcomes in words; and what callers are told of faults. */
@NullMarked
package dev.takt.web.words;

import org.jspecify.annotations.NullMarked;
