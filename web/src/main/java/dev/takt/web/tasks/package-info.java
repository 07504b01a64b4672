/** Behind {@code tasks.xhtml} and {@code task.xhtml}. */
@NullMarked
package dev.takt.web.tasks;

import org.jspecify.annotations.NullMarked;
