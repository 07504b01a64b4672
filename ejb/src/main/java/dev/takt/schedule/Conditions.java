package dev.takt.schedule;

import dev.takt.api.ScheduleCondition;

/** The conditions of schedules as SQL, with the same answers as {@link ScheduleRow} has for the row itself. */
final class Conditions {
    private static final String SOUND = "broken IS NULL";
    private static final String OVER = "(repeats = 0 OR (until_at IS NOT NULL AND next_run > until_at))";
    private static final String GOES_ON = SOUND + " AND NOT " + OVER + " AND NOT paused";
    private static final String LIVE = "func IN (SELECT f.name FROM takt_function f JOIN takt_node n ON n.id = f.node)";

    private Conditions() {}

    static String sql(ScheduleCondition condition) {
        return switch (condition) {
            case ACTIVE -> GOES_ON + " AND " + LIVE;
            case WAITING_FOR_FUNCTION -> GOES_ON + " AND NOT " + LIVE;
            case PAUSED -> SOUND + " AND NOT " + OVER + " AND paused";
            case FINISHED -> SOUND + " AND " + OVER;
            case BROKEN -> "broken IS NOT NULL";
            case OVERDUE -> "overdue_since IS NOT NULL AND NOT " + OVER;
            case FAILING -> "failures_in_a_row >= failing_after AND failures_in_a_row > 0";
        };
    }
}
