package dev.takt.schedule;

import dev.takt.api.ScheduleCondition;

/** The conditions of schedules as SQL, with the same answers as {@link ScheduleRow} has for the row itself. */
final class Conditions {
    private static final String SOUND = "broken IS NULL";
    private static final String OVER = "(repeats = 0 OR (until_at IS NOT NULL AND next_run > until_at))";

    /** In the words of the index of due schedules, so that it serves. */
    static final String CAN_RUN =
            "repeats <> 0 AND NOT paused AND broken IS NULL AND (until_at IS NULL OR next_run <= until_at)";

    private static final String LIVE = "func IN (SELECT f.name FROM takt_function f JOIN takt_node n ON n.id = f.node)";

    private Conditions() {}

    static String sql(ScheduleCondition condition) {
        return switch (condition) {
            case ACTIVE -> CAN_RUN + " AND " + LIVE;
            case WAITING_FOR_FUNCTION -> CAN_RUN + " AND NOT " + LIVE;
            case PAUSED -> SOUND + " AND NOT " + OVER + " AND paused";
            case FINISHED -> SOUND + " AND " + OVER;
            case BROKEN -> "broken IS NOT NULL";
            case OVERDUE -> "overdue_since IS NOT NULL AND NOT " + OVER;
            case FAILING -> "failures_in_a_row >= failing_after AND failures_in_a_row > 0";
        };
    }
}
