/** What an orchestrator asks: does it live, is it ready, has it started. */
@NullMarked
package dev.takt.web.health;

import org.jspecify.annotations.NullMarked;
