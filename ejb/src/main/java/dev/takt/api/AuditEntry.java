package dev.takt.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when. An entry is written in the transaction of the act: what was rolled back was never done. Acts that
 * changed nothing, such as pausing a paused schedule, have none.
 *
 * @param id its key; later entries have greater ones
 * @param at when, by the database's clock
 * @param who the caller's name; {@code system} where nobody was logged in, as in code that runs at the start
 * @param act what was done
 * @param subjectKind what {@code subject} names
 * @param subject the id of a schedule or task, or the name of a group
 * @param before JSON object of the fields that the act has changed or deleted, as they were; null if there were none
 * @param after JSON object of the fields that the act has made or changed, as they are since; null if there are none
 */
public record AuditEntry(
        long id,
        Instant at,
        String who,
        Act act,
        AuditSubject subjectKind,
        String subject,
        @Nullable String before,
        @Nullable String after) {}
