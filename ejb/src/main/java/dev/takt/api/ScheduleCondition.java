package dev.takt.api;

/** A condition in which schedules may be, to list those that are in it. Several may hold for one schedule. */
public enum ScheduleCondition {
    /** Its state is {@link ScheduleState#ACTIVE}. */
    ACTIVE,
    /** Its state is {@link ScheduleState#PAUSED}. */
    PAUSED,
    /** Its state is {@link ScheduleState#FINISHED}. */
    FINISHED,
    /** Its state is {@link ScheduleState#WAITING_FOR_FUNCTION}. */
    WAITING_FOR_FUNCTION,
    /** Its state is {@link ScheduleState#BROKEN}. */
    BROKEN,
    /** Its last success is longer ago than {@code successWithin}, and that was noticed ({@link Schedule#overdueSince()}). */
    OVERDUE,
    /** It has failed at least {@code failingAfter} times in a row. */
    FAILING
}
