/** Running tasks: which functions there are, binding their arguments, calling them, and the workers that do it. */
@NullMarked
package dev.takt.run;

import org.jspecify.annotations.NullMarked;
