package dev.takt.schedule;

import dev.takt.api.Call;
import dev.takt.api.DefaultSchedule;
import dev.takt.api.ScheduleType;

/** What a {@link DefaultSchedule} asks for, as a call; what it leaves out is left out. */
final class Declared {
    private final Call call;

    private Declared(Call call) {
        this.call = call;
    }

    static Call call(String func, DefaultSchedule annotation) {
        Declared declared = new Declared(Call.call(func))
                .text("type", type(annotation))
                .text("args", annotation.args())
                .text("kwargs", annotation.kwargs())
                .text("every", annotation.every())
                .text("cron", annotation.cron())
                .text("zone", annotation.zone())
                .text("nextRun", annotation.nextRun())
                .text("until", annotation.until())
                .text("hook", annotation.hook())
                .text("group", annotation.group())
                .text("overlap", annotation.overlap())
                .text("maxLateness", annotation.maxLateness())
                .text("jitter", annotation.jitter())
                .text("successWithin", annotation.successWithin())
                .text("timeout", annotation.timeout())
                .text("retryDelay", annotation.retryDelay())
                .text("priority", annotation.priority())
                .text("cluster", annotation.cluster())
                .text("intendedDateKwarg", annotation.intendedDateKwarg())
                .number("minutes", annotation.minutes(), 0)
                .number("keepDay", annotation.keepDay(), 0)
                .number("maxAttempts", annotation.maxAttempts(), 0)
                .number("repeats", annotation.repeats(), -1);
        if (!annotation.catchUp().isEmpty()) {
            declared.call.set("catchUp", flag(annotation.catchUp()));
        }
        if (!annotation.save()) {
            declared.call.save(false);
        }
        return annotation.paused() ? declared.call.set("paused", true) : declared.call;
    }

    private static String type(DefaultSchedule annotation) {
        if (!annotation.type().isEmpty()) {
            return annotation.type();
        }
        if (!annotation.cron().isEmpty()) {
            return ScheduleType.CRON.name();
        }
        if (!annotation.every().isEmpty()) {
            return ScheduleType.INTERVAL.name();
        }
        return annotation.minutes() == 0 ? "" : ScheduleType.MINUTES.name();
    }

    /** Anything else is left for the validator to refuse. */
    private static Object flag(String text) {
        return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
    }

    private Declared text(String field, String value) {
        if (!value.isEmpty()) {
            call.set(field, value);
        }
        return this;
    }

    private Declared number(String field, long value, long leftOut) {
        if (value != leftOut) {
            call.set(field, value);
        }
        return this;
    }
}
