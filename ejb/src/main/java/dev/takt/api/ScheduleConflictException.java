package dev.takt.api;

import java.util.List;

/**
 * What was asked for is sound in itself but clashes with what is there: a name that is taken, or a version that is
 * no longer the newest. Nothing was stored.
 */
public class ScheduleConflictException extends ScheduleRejectedException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses because of a clash.
     *
     * @param problem which field clashes, and with what
     */
    public ScheduleConflictException(Problem problem) {
        super(List.of(problem));
    }
}
