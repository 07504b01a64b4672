/** Behind {@code nodes.xhtml}: the nodes of the cluster. */
@NullMarked
package dev.takt.web.nodes;

import org.jspecify.annotations.NullMarked;
