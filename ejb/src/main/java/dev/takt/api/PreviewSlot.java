package dev.takt.api;

import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A slot to come. Source: SEMANTICS, sections 3 and 10.
 *
 * @param slot the planned instant
 * @param local what a clock in the schedule's zone shows then
 * @param remark what people should know: that a change of clocks or a short month moves it; usually null
 */
public record PreviewSlot(
        Instant slot, LocalDateTime local, @Nullable String remark) {}
