package dev.takt.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it stands in the database. Fields as in SEMANTICS, section 2; a null field has the default given there.
 *
 * @param id its key
 * @param version grows with each edit (not with each run); name it in an edit to be sure that nobody edited meanwhile
 * @param generation grows when its timing is changed by hand; a slot runs once in each generation
 * @param name its unique name, or null
 * @param func the function's name
 * @param hook the hook's name, or null
 * @param args JSON array of the positional arguments, or null for none
 * @param kwargs JSON object of the named arguments, or null for none
 * @param type how often; null only where the row is {@link ScheduleState#BROKEN}
 * @param every ISO-8601 duration of an INTERVAL
 * @param minutes of a MINUTES
 * @param cron expression of a CRON
 * @param keepDay day of the month (1 to 31) to return to
 * @param zone IANA zone for wall-clock time, or null for the configured one
 * @param repeats runs left; negative: always
 * @param nextRun the next slot
 * @param movedFrom the local date-time the next slot stands for, if it was moved over a change of clocks
 * @param until slots later than this do not exist
 * @param catchUp whether each missed slot runs, or null for the configured rule
 * @param maxLateness ISO-8601 duration: slots later than this are skipped
 * @param overlap what happens to a slot that is due while an earlier task is unfinished
 * @param jitter ISO-8601 duration: up to this much is added to each slot's start, or null
 * @param successWithin ISO-8601 duration: overdue if the last success is longer ago than this, or null
 * @param failingAfter so many failures in a row make it failing
 * @param paused whether somebody paused it
 * @param cluster the only cluster whose nodes run it, or null for any
 * @param group of its tasks, or null
 * @param taskName of its tasks, or null
 * @param timeout ISO-8601 duration of a run, or null for the configured one
 * @param maxAttempts of a task, or null for the configured number
 * @param retryDelay ISO-8601 duration before the second attempt, or null for the configured one
 * @param priority of its tasks
 * @param save whether tasks that succeed are kept
 * @param intendedDateKwarg name of the parameter that receives the slot, or null
 * @param state where it stands now
 * @param broken why the row cannot be read, or null
 * @param lastTask the last task it generated, or null
 * @param lastRun when that task was generated, or null
 * @param success whether that task succeeded, or null while it has not ended
 * @param lastSuccess when one of its tasks last succeeded, or null
 * @param failuresInARow how many of its tasks have failed since the last success
 * @param overdueSince when it was found overdue, or null
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param updatedAt when it was last edited, or null
 * @param updatedBy who edited it last, or null
 * @param warnings what its owner should know, such as a hook that nobody observes; empty if nothing
 */
public record Schedule(
        long id,
        long version,
        long generation,
        @Nullable String name,
        String func,
        @Nullable String hook,
        @Nullable String args,
        @Nullable String kwargs,
        @Nullable ScheduleType type,
        @Nullable String every,
        @Nullable Integer minutes,
        @Nullable String cron,
        @Nullable Integer keepDay,
        @Nullable String zone,
        long repeats,
        Instant nextRun,
        @Nullable LocalDateTime movedFrom,
        @Nullable Instant until,
        @Nullable Boolean catchUp,
        @Nullable String maxLateness,
        Overlap overlap,
        @Nullable String jitter,
        @Nullable String successWithin,
        int failingAfter,
        boolean paused,
        @Nullable String cluster,
        @Nullable String group,
        @Nullable String taskName,
        @Nullable String timeout,
        @Nullable Integer maxAttempts,
        @Nullable String retryDelay,
        Priority priority,
        boolean save,
        @Nullable String intendedDateKwarg,
        ScheduleState state,
        @Nullable String broken,
        @Nullable Long lastTask,
        @Nullable Instant lastRun,
        @Nullable Boolean success,
        @Nullable Instant lastSuccess,
        int failuresInARow,
        @Nullable Instant overdueSince,
        @Nullable Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy,
        List<String> warnings) {
    /**
     * The fields that belong to the row and not to the definition of the schedule. Where a schedule is asked for they are
     * ignored, so that a view can be sent back.
     */
    public static final Set<String> ROW_FIELDS = Set.of(
            "id",
            "generation",
            "state",
            "movedFrom",
            "broken",
            "lastTask",
            "lastRun",
            "success",
            "lastSuccess",
            "failuresInARow",
            "overdueSince",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy",
            "warnings");
}
