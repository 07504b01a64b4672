package dev.takt.api;

import java.util.Arrays;
import java.util.Optional;

/**
 * How often a schedule runs. In the table {@code takt_schedule} a type stands as its {@link #code()}; everywhere else
 * by its name. Source: SEMANTICS, sections 2 and 3.
 */
public enum ScheduleType {
    /** Once. */
    ONCE("O"),
    /** Every exact duration ({@code every}), whatever the clocks do. */
    INTERVAL("E"),
    /** Every {@code minutes} minutes: {@link #INTERVAL} in minutes. */
    MINUTES("I"),
    /** Every hour, exactly. */
    HOURLY("H"),
    /** Every day at the same wall-clock time. */
    DAILY("D"),
    /** Every 7 days at the same wall-clock time. */
    WEEKLY("W"),
    /** Every 14 days at the same wall-clock time. */
    BIWEEKLY("BW"),
    /** Every month on the same day, or on the month's last. */
    MONTHLY("M"),
    /** Every second month. */
    BIMONTHLY("BM"),
    /** Every third month. */
    QUARTERLY("Q"),
    /** Every year. */
    YEARLY("Y"),
    /** By a cron expression ({@code cron}). */
    CRON("C");

    private final String code;

    ScheduleType(String code) {
        this.code = code;
    }

    /**
     * The short form that stands in the table.
     *
     * @return one or two capital letters, such as {@code D} for {@link #DAILY}
     */
    public String code() {
        return code;
    }

    /**
     * Finds a type by its name or its code.
     *
     * @param text such as {@code DAILY} or {@code D}; case counts
     * @return the type, or empty if there is none of that name
     */
    public static Optional<ScheduleType> of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.name().equals(text) || type.code.equals(text))
                .findFirst();
    }
}
