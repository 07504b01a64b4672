package dev.takt.schedule;

import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.ScheduleRejectedException;

/** What the scheduler refuses has stored nothing: the caller's transaction may go on. */
final class Refusals {
    private Refusals() {}

    static boolean isOne(RuntimeException thrown) {
        return thrown instanceof ScheduleRejectedException
                || thrown instanceof NoSuchScheduleException
                || thrown instanceof NoSuchTaskException;
    }
}
