/** Answers calls of other applications, as REST answers requests: by name and password, and by role. */
@NullMarked
package dev.takt.web.remote;

import org.jspecify.annotations.NullMarked;
