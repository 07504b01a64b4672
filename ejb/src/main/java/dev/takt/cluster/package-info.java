/** The nodes that share a database: this node's identity and lease, its beat, the watch over the others (PROTOCOL N1 to N5, N10, N11). */
@NullMarked
package dev.takt.cluster;

import org.jspecify.annotations.NullMarked;
