package dev.takt.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.api.TaskState;
import dev.takt.cluster.Node;
import dev.takt.config.NodeClock;
import dev.takt.config.Pulse;
import dev.takt.config.TaktConfig;
import dev.takt.config.Tallies;
import dev.takt.config.WorkWanted;
import dev.takt.harness.Logged;
import dev.takt.run.Dispatcher;
import dev.takt.run.FunctionRegistry;
import dev.takt.sql.ClaimedTask;
import dev.takt.sql.NextDue;
import dev.takt.sql.Outcome;
import dev.takt.sql.ToRun;
import dev.takt.task.Completions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a poll claims, when it stops, and when it asks to be woken. What claims bring is said by each test. */
class PollerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant NOW = Instant.parse("2027-01-31T18:00:00Z");
    private static final Map<String, String> SETTINGS = Map.of("takt.queue-limit", "100", "takt.batch-size", "20");

    private final Deque<Claim.Claimed> brings = new ArrayDeque<>();
    private final List<Integer> limits = new ArrayList<>();
    private final List<Optional<Instant>> dueSince = new ArrayList<>();
    private final List<Boolean> tasksLookedAt = new ArrayList<>();
    private final List<ClaimedTask> dispatched = new ArrayList<>();
    private final List<Duration> wakeUps = new ArrayList<>();
    private Runnable lastWakeUp = () -> {};
    private Runnable hungry = () -> {};
    private Consumer<Collection<Outcome>> recorded = ended -> {};
    private Runnable duringTheClaim = () -> {};
    private int room = 50;
    private int backlog;
    private boolean mayClaim = true;
    private boolean databaseIsAway;
    private Instant earliestDue;

    private final Poller poller = new Poller(
            new Claims(),
            new Workers(),
            new Records(),
            new Node() {
                @Override
                public boolean mayClaim() {
                    return mayClaim;
                }
            },
            new WakeUp() {
                @Override
                synchronized void in(Duration wait, Runnable poll) {
                    wakeUps.add(wait);
                    lastWakeUp = poll;
                }

                @Override
                void now(Runnable poll) {
                    in(Duration.ZERO, poll);
                }
            },
            TaktConfig.read(key -> Optional.ofNullable(SETTINGS.get(key)), SETTINGS.keySet()),
            new FunctionRegistry() {
                @Override
                public Set<String> limited() {
                    return Set.of("partner.ask");
                }
            },
            new Pulse(new NodeClock()),
            new Tallies());

    @BeforeEach
    void start() {
        poller.listenToWorkers();
    }

    @Test
    void aPollClaimsUntilNothingMoreIsDueAndAsksToBeWokenForTheNext() {
        ClaimedTask first = task("math.sqrt", false);
        ClaimedTask second = task("math.sqrt", false);
        brings.add(claimed(Duration.ofMillis(-5), 1, first));
        brings.add(claimed(Duration.ZERO, 1, second));
        brings.add(claimed(SECOND.dividedBy(2), 1));
        poller.poll();

        assertEquals(List.of(20, 20, 20), limits, "the batch size");
        assertEquals(List.of(first, second), dispatched);
        assertEquals(List.of(SECOND.dividedBy(2)), wakeUps);
    }

    @Test
    void ifNothingIsPlannedTheTimerComesSoonEnough() {
        brings.add(new Claim.Claimed(List.of(), 0, new NextDue(null, null, NOW), null));
        poller.poll();

        assertEquals(List.of(SECOND), wakeUps);
    }

    @Test
    void whatSomebodyElseHasLockedIsLookedAtAgainSoon() {
        brings.add(claimed(Duration.ZERO, 0));
        brings.add(claimed(SECOND, 0));
        poller.poll();
        assertEquals(List.of(Duration.ofMillis(50)), wakeUps);

        lastWakeUp.run();
        assertEquals(2, limits.size());
    }

    @Test
    void alarmsLookBackATenthOfASecondAndTicksThreeSeconds() {
        brings.add(claimed(SECOND, 1));
        poller.poll();
        brings.add(claimed(SECOND, 1));
        lastWakeUp.run();
        brings.add(claimed(SECOND, 1));
        poller.pollRecent();
        brings.add(claimed(SECOND, 1));
        lastWakeUp.run();

        assertEquals(
                List.of(
                        Optional.empty(),
                        Optional.of(NOW.minusMillis(100)),
                        Optional.of(NOW.minusSeconds(3)),
                        Optional.of(NOW.minusMillis(100))),
                dueSince);
    }

    @Test
    void everyFewSecondsWhatHasBeenOverlookedIsSearchedForAndClaimedFromThereOn() {
        brings.add(claimed(SECOND, 1));
        poller.poll();
        earliestDue = NOW.minusSeconds(60);
        brings.add(claimed(SECOND, 1));
        poller.pollAll();
        earliestDue = NOW.plusSeconds(60);
        brings.add(claimed(SECOND, 1));
        poller.pollAll();

        assertEquals(
                List.of(Optional.empty(), Optional.of(NOW.minusSeconds(60)), Optional.of(NOW.minusSeconds(3))),
                dueSince);
    }

    @Test
    void ifTheSearchFailsEverythingIsLookedAt() {
        brings.add(claimed(SECOND, 1));
        poller.poll();
        databaseIsAway = true;
        poller.pollAll();
        databaseIsAway = false;
        brings.add(claimed(SECOND, 1));
        poller.poll();

        assertEquals(List.of(Optional.empty(), Optional.empty()), dueSince);
    }

    @Test
    void aClaimThatIsFullGoesOnFromWhereItGot() {
        brings.add(new Claim.Claimed(List.of(), 20, NextDue.AT_ONCE, NOW.minusSeconds(40)));
        brings.add(new Claim.Claimed(List.of(), 20, NextDue.AT_ONCE, NOW.minusSeconds(20)));
        brings.add(claimed(SECOND, 1));
        poller.poll();

        assertEquals(
                List.of(
                        Optional.empty(),
                        Optional.of(NOW.minusSeconds(40).minusMillis(100)),
                        Optional.of(NOW.minusSeconds(20).minusMillis(100))),
                dueSince);
    }

    @Test
    void whatHasWaitedForTheEndOfATaskIsFoundHoweverLongItHasBeenDue() {
        brings.add(claimed(SECOND, 1));
        poller.poll();
        recorded.accept(List.of(outcome(task("math.sqrt", true))));
        brings.add(claimed(SECOND, 1));
        lastWakeUp.run();

        assertEquals(List.of(Optional.empty(), Optional.empty()), dueSince);
    }

    @Test
    void aLookGoesOnAsFarBackUntilNothingMoreIsDue() {
        brings.add(claimed(Duration.ZERO, 1));
        brings.add(claimed(SECOND, 1));
        poller.poll();

        assertEquals(List.of(Optional.empty(), Optional.empty()), dueSince);
    }

    @Test
    void aWakeUpForASlotLooksForSlotsOnly() {
        brings.add(claimed(SECOND.dividedBy(2), 1));
        poller.poll();
        brings.add(claimed(new NextDue(SECOND.dividedBy(2), SECOND.dividedBy(4), NOW), 1));
        lastWakeUp.run();
        brings.add(claimed(SECOND, 1));
        lastWakeUp.run();

        assertEquals(List.of(true, false, true), tasksLookedAt);
    }

    @Test
    void aTaskThatTurnsOutToBeDueIsClaimedAtOnce() {
        brings.add(claimed(SECOND.dividedBy(2), 1));
        poller.poll();
        brings.add(claimed(new NextDue(SECOND, Duration.ZERO, NOW), 0));
        brings.add(claimed(SECOND, 1));
        lastWakeUp.run();

        assertEquals(List.of(true, false, true), tasksLookedAt);
    }

    @Test
    void whatIsWantedIsLookedForByWhicheverAlarmComesNext() {
        brings.add(claimed(SECOND.dividedBy(2), 1));
        poller.poll();
        Runnable forASlot = lastWakeUp;
        poller.workWanted(new WorkWanted());
        brings.add(claimed(SECOND, 1));
        forASlot.run();

        assertEquals(List.of(true, true), tasksLookedAt);
    }

    @Test
    void noMoreIsClaimedThanThereIsRoomFor() {
        room = 3;
        brings.add(claimed(SECOND, 1));
        poller.poll();
        room = 0;
        poller.poll();

        assertEquals(List.of(3), limits);
    }

    @Test
    void nothingIsClaimedByANodeThatMayNot() {
        mayClaim = false;
        poller.poll();

        assertEquals(List.of(), limits);
    }

    @Test
    void nothingIsClaimedWhileTooManyOutcomesWait() {
        backlog = 100;
        poller.poll();
        assertEquals(List.of(), limits);

        backlog = 99;
        brings.add(claimed(SECOND, 1));
        poller.poll();
        assertEquals(1, limits.size());
    }

    /** A server may take a timer away whose method has thrown a few times. */
    @Test
    void anErrorEndsThePollOnlyAndTheNextLooksAtEverything() {
        brings.add(claimed(SECOND, 1));
        poller.poll();
        duringTheClaim = () -> {
            throw new OutOfMemoryError("Java heap space");
        };
        poller.pollRecent();
        duringTheClaim = () -> {};
        brings.add(claimed(SECOND, 1));
        poller.pollRecent();

        assertEquals(List.of(Optional.empty(), Optional.of(NOW.minusSeconds(3)), Optional.empty()), dueSince);
    }

    @Test
    void anOutageIsToldOnceAndItsEndToo() {
        try (Logged logged = new Logged(Poller.class)) {
            databaseIsAway = true;
            poller.poll();
            poller.poll();
            assertEquals(
                    List.of("WARNING TAKT-202 A poll of node 0 failed and is tried again each second:"
                            + " java.lang.IllegalStateException: the database is away"),
                    logged.lines());

            databaseIsAway = false;
            brings.add(claimed(SECOND, 1));
            brings.add(claimed(SECOND, 1));
            poller.poll();
            poller.poll();
            assertEquals(2, logged.lines().size());
            assertTrue(logged.lines().get(1).startsWith("INFO TAKT-201 The database answers node 0 again"));
        }
    }

    @Test
    void whoeverAsksDuringAPollIsServedByIt() {
        brings.add(claimed(SECOND, 1));
        brings.add(claimed(SECOND, 1));
        duringTheClaim = () -> {
            duringTheClaim = () -> {};
            onAnotherThread(poller::poll);
        };
        poller.poll();

        assertEquals(2, limits.size());
    }

    @Test
    void anyThreadMayPollNext() {
        brings.add(claimed(SECOND, 1));
        brings.add(claimed(SECOND, 1));
        poller.poll();
        onAnotherThread(poller::poll);

        assertEquals(2, limits.size());
    }

    @Test
    void workersThatRunShortAndNewWorkWakeIt() {
        hungry.run();
        poller.workWanted(new WorkWanted());
        assertEquals(List.of(Duration.ZERO, Duration.ZERO), wakeUps);

        brings.add(claimed(SECOND, 1));
        lastWakeUp.run();
        assertEquals(1, limits.size());
    }

    @Test
    void theEndOfATaskThatOthersMayHaveWaitedForWakesIt() {
        recorded.accept(List.of(outcome(task("math.sqrt", false))));
        assertEquals(List.of(), wakeUps);

        recorded.accept(List.of(outcome(task("math.sqrt", false)), outcome(task("math.sqrt", true))));
        assertEquals(List.of(Duration.ZERO), wakeUps);

        recorded.accept(List.of(outcome(task("partner.ask", false))));
        assertEquals(List.of(Duration.ZERO, Duration.ZERO), wakeUps);
    }

    private static void onAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    private static Claim.Claimed claimed(Duration untilNext, int touched, ClaimedTask... tasks) {
        return claimed(new NextDue(untilNext, null, NOW), touched, tasks);
    }

    private static Claim.Claimed claimed(NextDue next, int touched, ClaimedTask... tasks) {
        return new Claim.Claimed(List.of(tasks), touched, next, null);
    }

    private static ClaimedTask task(String func, boolean serial) {
        ToRun toRun =
                new ToRun(null, null, func, null, null, null, 1, null, null, null, null, true, null, null, serial);
        return new ClaimedTask(1, 1, 0, null, null, toRun, 0, 0, Instant.EPOCH, false, null);
    }

    private static Outcome outcome(ClaimedTask task) {
        return new Outcome(task, TaskState.SUCCEEDED, Duration.ZERO, 0, Duration.ZERO, null, null, null, false);
    }

    private final class Claims extends Claim {
        @Override
        Optional<Instant> earliestDue() {
            if (databaseIsAway) {
                throw new IllegalStateException("the database is away");
            }
            return Optional.ofNullable(earliestDue);
        }

        @Override
        Claimed claim(int limit, Instant since, boolean tasksToo) {
            if (databaseIsAway) {
                throw new IllegalStateException("the database is away");
            }
            limits.add(limit);
            dueSince.add(Optional.ofNullable(since));
            tasksLookedAt.add(tasksToo);
            duringTheClaim.run();
            return brings.remove();
        }
    }

    private final class Workers extends Dispatcher {
        @Override
        public int roomOrCall() {
            return room;
        }

        @Override
        public void add(Collection<ClaimedTask> tasks) {
            dispatched.addAll(tasks);
        }

        @Override
        public void whenHungry(Runnable claimMore) {
            hungry = claimMore;
        }
    }

    private final class Records extends Completions {
        @Override
        public int backlog() {
            return backlog;
        }

        @Override
        public void whenRecorded(Consumer<Collection<Outcome>> listener) {
            recorded = listener;
        }
    }
}
