/** The engines that are compared, each a process of its own: Takt on Payara Micro, and the peers. */
@NullMarked
package dev.takt.bench.engine;

import org.jspecify.annotations.NullMarked;
