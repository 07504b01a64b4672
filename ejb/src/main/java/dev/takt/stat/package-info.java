/** How many tasks ran, how late and how long: counted in memory by the minute, written now and then, read for charts. */
@NullMarked
package dev.takt.stat;

import org.jspecify.annotations.NullMarked;
