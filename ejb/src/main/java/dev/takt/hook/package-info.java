/** Hooks: telling observers of finished tasks, after the commit of the outcome. */
@NullMarked
package dev.takt.hook;

import org.jspecify.annotations.NullMarked;
