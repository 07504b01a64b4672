/** Who did what, when: written in the transaction of the act, and read for the page and REST. */
@NullMarked
package dev.takt.audit;

import org.jspecify.annotations.NullMarked;
