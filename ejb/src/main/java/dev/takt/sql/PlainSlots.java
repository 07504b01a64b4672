package dev.takt.sql;

/**
 * Slots that become tasks within the claiming statement on PostgreSQL, since nothing about them needs the calendar: ONCE,
 * and the exact durations when one slot alone is due. A row must be readable beyond doubt for that: whatever looks
 * otherwise goes the way of all others, through {@code dev.takt.calendar}, and is set aside there if need be.
 */
final class PlainSlots {
    /** As {@link java.time.Duration#toString()} writes it, positive. */
    private static final String DURATION = "'^PT(?=.)(\\d{1,7}H)?(\\d{1,7}M)?(\\d{1,9}(\\.\\d{1,6})?S)?$'";

    private static final String VALUE = "(-?(0|[1-9]\\d{0,17})(\\.\\d{1,17})?|true|false|null|\"[^\"\\\\[:cntrl:]]*\")";
    private static final String ENTRY = "\"[^\"\\\\[:cntrl:]]*\"\\s*:\\s*" + VALUE;
    private static final String ARRAY = "'^\\[\\s*(" + VALUE + "(\\s*,\\s*" + VALUE + ")*)?\\s*\\]$'";
    private static final String OBJECT = "'^\\{\\s*(" + ENTRY + "(\\s*,\\s*" + ENTRY + ")*)?\\s*\\}$'";

    /** How long after a slot the next one is; NULL for ONCE, and for what the calendar has to say. */
    static final String STEP = """
            CASE schedule_type
                WHEN 'E' THEN CASE WHEN every ~ %s THEN make_interval(secs => extract(epoch FROM every::interval)) END
                WHEN 'I' THEN make_interval(mins => CASE WHEN minutes > 0 THEN minutes END)
                WHEN 'H' THEN interval '1 hour'
            END""".formatted(DURATION);

    /** Whether a due row is plain, given its step. */
    static final String IS_PLAIN = """
            overlap = 'ALLOW' AND jitter IS NULL AND max_lateness IS NULL AND moved_from IS NULL AND zone IS NULL
            AND CASE WHEN schedule_type = 'O' THEN repeats < 0
                ELSE coalesce(step >= interval '0.1 s' AND next_run + step > takt_now(), false) END
            AND (args IS NULL OR args ~ %1$s) AND (kwargs IS NULL OR kwargs ~ %2$s)
            AND (timeout IS NULL OR timeout ~ %3$s) AND (retry_delay IS NULL OR retry_delay ~ %3$s)""".formatted(ARRAY, OBJECT, DURATION);

    private PlainSlots() {}
}
