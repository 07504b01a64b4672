package dev.takt.remote;

/** The one remote method of takt.ear. */
public interface SchedulerCalls {
    /**
     * Calls a method of the scheduler.
     *
     * @param json a {@link Question}
     * @return an {@link Answer}, also where the method throws
     */
    String call(String json);
}
