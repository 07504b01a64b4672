package dev.takt.web.schedules;

import dev.takt.api.Missed;
import dev.takt.api.Scheduler;
import java.util.Locale;

/** What an operator can order for one schedule. */
enum Order {
    RUN {
        @Override
        Object carryOut(Scheduler scheduler, long schedule) {
            return scheduler.runNow(schedule);
        }
    },
    PAUSE {
        @Override
        Object carryOut(Scheduler scheduler, long schedule) {
            return scheduler.pause(schedule);
        }
    },
    RESUME {
        @Override
        Object carryOut(Scheduler scheduler, long schedule) {
            return scheduler.resume(schedule, Missed.SKIP);
        }
    };

    /** The name of the button. */
    String button() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Does it.
     *
     * @return what became of it
     */
    abstract Object carryOut(Scheduler scheduler, long schedule);
}
