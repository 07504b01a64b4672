package dev.takt.jmx;

import java.util.List;

/**
 * The scheduler as a JMX client sees it, under {@code dev.takt:type=Scheduler,application=<name>,node=<name>}. What changes
 * something is refused unless {@code takt.jmx.write} is true, and is in the audit as done by {@code jmx}. Refusals are
 * {@link IllegalStateException} or {@link IllegalArgumentException}, which every client knows.
 */
public interface SchedulerMXBean {
    /**
     * This node.
     *
     * @return its configured name
     */
    String getNode();

    /**
     * This node's id.
     *
     * @return new at each start
     */
    long getNodeId();

    /**
     * Takt's version.
     *
     * @return of this node
     */
    String getVersion();

    /**
     * The database.
     *
     * @return product and version
     */
    String getDatabase();

    /**
     * Whether the database answers, this node polls, and does not drain.
     *
     * @return as {@code /health/ready} says
     */
    boolean isReady();

    /**
     * Whether this node claims nothing more.
     *
     * @return as of its last beat
     */
    boolean isDraining();

    /**
     * How many tasks run at once here.
     *
     * @return the most
     */
    int getWorkers();

    /**
     * How many of these may be of transactional functions.
     *
     * @return the most
     */
    int getTransactionalWorkers();

    /**
     * Tasks that run here.
     *
     * @return now
     */
    int getRunning();

    /**
     * Tasks in this node's queue.
     *
     * @return now
     */
    int getQueued();

    /**
     * Tasks of the cluster that wait for a node.
     *
     * @return up to 1000; 1001 reads "more than 1000"
     */
    long getWaiting();

    /**
     * Schedules of the cluster that are due now or within an hour.
     *
     * @return up to 1000; 1001 reads "more than 1000"
     */
    long getDueWithinHour();

    /**
     * How long the schedule that is due first has been due.
     *
     * @return seconds, 0 if none is due
     */
    double getDueLagSeconds();

    /**
     * Schedules without a success for longer than they say.
     *
     * @return up to 1000; 1001 reads "more than 1000"
     */
    long getOverdueSchedules();

    /**
     * Schedules that fail again and again.
     *
     * @return up to 1000; 1001 reads "more than 1000"
     */
    long getFailingSchedules();

    /**
     * Schedules whose rows cannot be read.
     *
     * @return up to 1000; 1001 reads "more than 1000"
     */
    long getBrokenSchedules();

    /**
     * The live nodes of the cluster.
     *
     * @return a line each: name, id, since when, whether it drains, its workers
     */
    List<String> getNodes();

    /**
     * The next slots of a schedule.
     *
     * @param schedule its id
     * @param count how many, 1 to 100
     * @return a line each, with a remark where a change of clocks or the end of a month moves one
     */
    List<String> nextSlots(long schedule, int count);

    /**
     * Pauses every schedule that is not paused.
     *
     * @return how many
     */
    int pauseAll();

    /**
     * Lets every paused schedule run again.
     *
     * @param missedByRule whether missed slots run as the schedule's rule says; otherwise they are skipped
     * @return how many
     */
    int resumeAll(boolean missedByRule);

    /** This node claims nothing more; what it has claimed, it runs. */
    void drain();

    /** This node claims again. */
    void undrain();

    /**
     * Says how many tasks this node runs at once, until it is started again.
     *
     * @param workers 1 to 1000
     * @param transactionalWorkers 1 to 1000
     */
    void resize(int workers, int transactionalWorkers);

    /**
     * Runs a schedule's function now.
     *
     * @param schedule its id
     * @return the task's id
     */
    long run(long schedule);
}
