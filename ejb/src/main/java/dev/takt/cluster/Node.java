package dev.takt.cluster;

import dev.takt.config.NodeClock;
import dev.takt.config.TaktConfig;
import dev.takt.config.Unproxied;
import dev.takt.sql.TaskClaim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * This node: its id, and the lease by which it may start work. The id is random, new at each start and after each
 * fence, never reused (PROTOCOL N1, N2, N11).
 */
@ApplicationScoped
@Unproxied
public class Node {
    /** The share of the node timeout after which a node that could not beat starts nothing more. */
    private static final double LEASE_SHARE = 0.7;

    private static final long LONGEST_CLAIM_SECONDS = 10;

    private final ReadWriteLock claims = new ReentrantReadWriteLock();
    private final AtomicLong claimsBegun = new AtomicLong();
    private final NavigableSet<Long> claimsUnderWay = new ConcurrentSkipListSet<>();
    private final SecureRandom random = new SecureRandom();
    private final NodeClock clock;
    private volatile long id;
    private volatile long leaseUntil;
    private volatile boolean leased;
    private volatile boolean draining;
    private volatile boolean stopping;
    private volatile int clusterSize = 1;

    /** For stand-ins in tests, which replace what they need. */
    @SuppressWarnings("NullAway")
    protected Node() {
        this(null);
    }

    @Inject
    Node(NodeClock clock) {
        this.clock = clock;
    }

    /**
     * Whose the claims are.
     *
     * @return a random number of 63 bits
     */
    public long id() {
        return id;
    }

    /** An id that nobody has had. */
    long newId() {
        return random.nextLong() & Long.MAX_VALUE;
    }

    /** N11: this node was declared dead, and starts nothing. */
    void loseLease() {
        leased = false;
    }

    /** From now on this node's claims are of that id, whose row is in the database; what still runs keeps its old one. */
    void takeId(long registered) {
        id = registered;
    }

    /** N1: a beat that began at {@code beganAt} has reached the database. */
    void extendLease(long beganAt, TaktConfig config) {
        leaseUntil = beganAt + (long) (config.nodeTimeout().toNanos() * LEASE_SHARE);
        leased = true;
    }

    void foundOthers(int others) {
        clusterSize = others + 1;
    }

    /**
     * How many nodes there are.
     *
     * @return with this one, as seen last: at least 1
     */
    public int clusterSize() {
        return clusterSize;
    }

    void drain(boolean on) {
        draining = on;
    }

    boolean isDraining() {
        return draining;
    }

    /** From now on nothing is claimed or started; returns when the last claim under way has ended, after 10 s anyway. */
    public void stop() {
        stopping = true;
        try {
            if (claims.writeLock().tryLock(LONGEST_CLAIM_SECONDS, TimeUnit.SECONDS)) {
                claims.writeLock().unlock();
            }
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Claims, unless the node drains or goes down: {@link #stop()} waits for it, so that nothing is claimed after its
     * queue was handed back.
     *
     * @param <T> what the claim brings
     * @param claim brings the tasks and queues them
     * @return what it brought, or empty if nothing may be claimed
     */
    public <T> Optional<T> claiming(Supplier<T> claim) {
        claims.readLock().lock();
        long number = claimsBegun.incrementAndGet();
        claimsUnderWay.add(number);
        try {
            return mayClaim() ? Optional.of(claim.get()) : Optional.empty();
        } finally {
            claimsUnderWay.remove(number);
            claims.readLock().unlock();
        }
    }

    /**
     * How many claims there have been.
     *
     * @return each claim's number when it begins
     */
    long claimsBegun() {
        return claimsBegun.get();
    }

    /**
     * Whether the first claims have ended, with their tasks queued.
     *
     * @param first up to this number
     */
    boolean haveEnded(long first) {
        return claimsUnderWay.headSet(first, true).isEmpty();
    }

    /**
     * N2: whether queued tasks may be started: nobody can have declared this node dead yet.
     *
     * @return a few volatile reads and a comparison
     */
    public boolean mayStart() {
        return leased && !stopping && clock.nanoTime() - leaseUntil < 0;
    }

    /**
     * N2, N11: whether a queued task may be started: it was claimed under the id that the lease is of. The lease is looked at
     * first: an id that is still the same afterwards was so then.
     *
     * @param claim that has brought the task
     * @return false for a claim of an earlier id, whose answer came after the queue was forgotten
     */
    public boolean mayStart(TaskClaim claim) {
        return mayStart() && claim.node() == id;
    }

    /**
     * Whether tasks may be claimed.
     *
     * @return false also while the node drains
     */
    public boolean mayClaim() {
        return mayStart() && !draining;
    }

    /**
     * Whether the node goes down.
     *
     * @return true after {@link #stop()}
     */
    public boolean isStopping() {
        return stopping;
    }
}
