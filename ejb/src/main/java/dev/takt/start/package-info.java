/** The one start-up bean: configuration, migrations, node, functions, poller, in this order; and the way back at the end. */
@NullMarked
package dev.takt.start;

import org.jspecify.annotations.NullMarked;
