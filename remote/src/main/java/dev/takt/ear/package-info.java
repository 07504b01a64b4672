/** What only the EAR has. */
@NullMarked
package dev.takt.ear;

import org.jspecify.annotations.NullMarked;
