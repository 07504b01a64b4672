/** Functions and hooks that come with Takt (SEMANTICS, section 9). */
@NullMarked
package dev.takt.builtin;

import org.jspecify.annotations.NullMarked;
