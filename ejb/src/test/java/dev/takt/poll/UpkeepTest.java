package dev.takt.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.cluster.LostTasks;
import dev.takt.cluster.Node;
import dev.takt.cluster.NodeBeat;
import dev.takt.cluster.Reconcile;
import dev.takt.cluster.Signals;
import dev.takt.config.NodeClock;
import dev.takt.harness.Logged;
import dev.takt.run.Dispatcher;
import dev.takt.run.Runner;
import dev.takt.run.Unsettled;
import dev.takt.schedule.BrokenSchedules;
import dev.takt.schedule.Overdue;
import dev.takt.stat.RunCounts;
import dev.takt.task.Completions;
import dev.takt.task.PendingHooks;
import dev.takt.task.Retention;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Which duty is done in which second. The duties themselves only say that they were called. */
class UpkeepTest {
    private static final List<Integer> EVERY_SECOND = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    private record Done(String duty, int second) {}

    private final List<Done> done = new ArrayList<>();
    private int second;
    private long nanos = 1_000_000_000L;
    private boolean databaseIsAway;
    private boolean retentionIsBehind;
    private boolean retentionFails;
    private int dead;
    private final Queue<Integer> orphans = new ArrayDeque<>();
    private Runnable duringTheBeat = () -> {};

    private final Upkeep upkeep = new Upkeep(
            new Beat(),
            new Others(),
            new Reconcile() {
                @Override
                public int run() {
                    return say("reconcile");
                }
            },
            new PendingHooks() {
                @Override
                public int run() {
                    return say("hooks");
                }
            },
            new BrokenSchedules() {
                @Override
                public int mend() {
                    return say("mend");
                }
            },
            new Overdue() {
                @Override
                public int run() {
                    return say("overdue");
                }
            },
            new Dispatcher() {
                @Override
                public void startWorkers() {
                    say("workers");
                }
            },
            new Runner() {
                @Override
                public void stopOverlong() {
                    say("overlong");
                }
            },
            new Unsettled() {
                @Override
                public int settle() {
                    return say("settle");
                }
            },
            new Completions() {
                @Override
                public void flush() {
                    say("flush");
                }
            },
            new Retention() {
                @Override
                public synchronized boolean isBehind() {
                    return retentionIsBehind;
                }

                @Override
                public synchronized int run() {
                    say("retain");
                    if (retentionFails) {
                        throw new IllegalStateException("refused");
                    }
                    return 0;
                }
            },
            new RunCounts() {
                @Override
                public void write() {
                    say("count");
                    if (retentionFails) {
                        throw new IllegalStateException("refused");
                    }
                }
            },
            new Signals() {
                @Override
                public int receive() {
                    return say("receive");
                }
            },
            new Node() {},
            new NodeClock() {
                @Override
                public long nanoTime() {
                    return nanos;
                }
            });

    @Test
    void eachDutyHasItsSeconds() {
        ticks(11);

        assertEquals(List.of(0, 2, 4, 6, 8, 10), secondsOf("beat"));
        assertEquals(List.of(0, 2, 4, 6, 8, 10), secondsOf("receive"));
        assertEquals(EVERY_SECOND, secondsOf("watch"));
        assertEquals(List.of(0, 5, 10), secondsOf("take over"));
        assertEquals(List.of(0, 10), secondsOf("reconcile"));
        assertEquals(List.of(0, 5, 10), secondsOf("hooks"));
        assertEquals(List.of(0, 5, 10), secondsOf("mend"));
        assertEquals(List.of(0, 5, 10), secondsOf("overdue"));
        assertEquals(EVERY_SECOND, secondsOf("workers"));
        assertEquals(EVERY_SECOND, secondsOf("overlong"));
        assertEquals(EVERY_SECOND, secondsOf("settle"));
        assertEquals(EVERY_SECOND, secondsOf("flush"));
        assertEquals(List.of(0, 5, 10), secondsOf("count"));
        assertEquals(List.of(0, 10), secondsOf("retain"));
        assertEquals(List.of(), secondsOf("forget"));
    }

    @Test
    void aBeatMuchTooLateMakesThisNodeForgetHowLongOthersWereSilent() {
        ticks(2);
        nanos += Duration.ofSeconds(4).toNanos();
        ticks(2);
        assertEquals(List.of(), secondsOf("forget"));

        nanos += Duration.ofSeconds(4).toNanos() + 1;
        ticks(2);
        assertEquals(List.of(4), secondsOf("forget"));

        ticks(2);
        assertEquals(List.of(4), secondsOf("forget"), "that beat was in time again");
    }

    @Test
    void aBeatThatHangsForLongAndThenArrivesIsLateToo() {
        ticks(2);
        duringTheBeat = () -> nanos += Duration.ofSeconds(5).toNanos();
        ticks(1);

        assertEquals(List.of(2), secondsOf("forget"));
    }

    @Test
    void aNodeThatStoodStillForgetsBeforeItLooksAtTheOthersEvenIfItIsNotAboutToBeat() {
        ticks(1);
        nanos += Duration.ofSeconds(5).toNanos();
        ticks(1);

        assertEquals(List.of(1), secondsOf("forget"));
    }

    @Test
    void theTasksOfANodeThatHasJustDiedAreTakenOverAtOnceAndEachSecondUntilNoneAreLeft() {
        ticks(2);
        dead = 1;
        orphans.addAll(List.of(500, 20, 0));
        ticks(1);
        dead = 0;
        ticks(3);

        assertEquals(List.of(0, 2, 3, 4, 5), secondsOf("take over"));
    }

    @Test
    void whatIsBehindWithDeletingOldTasksGoesOnEachSecond() {
        retentionIsBehind = true;
        ticks(3);

        assertEquals(List.of(0, 1, 2), secondsOf("retain"));
    }

    @Test
    void thatRunsCouldNotBeCountedNorOldTasksDeletedIsNoReasonToDoubtTheDatabase() {
        retentionFails = true;
        ticks(1);

        assertEquals(List.of(0), secondsOf("count"));
        assertEquals(List.of(0), secondsOf("retain"));
        assertEquals(List.of(), secondsOf("forget"));
    }

    @Test
    void aDutyThatFailsEndsItsSecondAndTheNextSecondTriesAgain() {
        databaseIsAway = true;
        ticks(1);
        assertEquals(List.of(new Done("forget", 0)), done);

        databaseIsAway = false;
        ticks(1);
        assertEquals(List.of(1), secondsOf("flush"));
    }

    /** A server may take a timer away whose method has thrown a few times. */
    @Test
    void anErrorEndsItsSecondOnlyToo() {
        duringTheBeat = () -> {
            throw new OutOfMemoryError("Java heap space");
        };
        ticks(1);
        assertEquals(List.of(0), secondsOf("forget"));
        assertEquals(List.of(), secondsOf("flush"));

        duringTheBeat = () -> {};
        ticks(1);
        assertEquals(List.of(1), secondsOf("flush"));
    }

    @Test
    void afterAnOutageItIsToldOnceAndAgainAfterTheNextOne() {
        try (Logged logged = new Logged(Upkeep.class)) {
            databaseIsAway = true;
            ticks(3);
            assertEquals(
                    List.of("WARNING TAKT-203 The upkeep of node 0 failed and is tried again each second:"
                            + " java.lang.IllegalStateException: the database is away"),
                    logged.lines());

            databaseIsAway = false;
            ticks(1);
            databaseIsAway = true;
            ticks(2);
            assertEquals(2, logged.lines().size());
        }
    }

    @Test
    void aTickDuringATickDoesNothing() {
        duringTheBeat = upkeep::tick;
        ticks(1);

        assertEquals(List.of(0), secondsOf("watch"));
    }

    private void ticks(int seconds) {
        for (int i = 0; i < seconds; i++) {
            upkeep.tick();
            second++;
        }
    }

    private List<Integer> secondsOf(String duty) {
        return done.stream()
                .filter(each -> each.duty().equals(duty))
                .map(Done::second)
                .toList();
    }

    private int say(String duty) {
        done.add(new Done(duty, second));
        return 0;
    }

    private final class Beat extends NodeBeat {
        @Override
        public boolean beat() {
            if (databaseIsAway) {
                throw new IllegalStateException("the database is away");
            }
            say("beat");
            duringTheBeat.run();
            return true;
        }
    }

    private final class Others extends LostTasks {
        @Override
        public synchronized int watch() {
            if (databaseIsAway) {
                throw new IllegalStateException("the database is away");
            }
            say("watch");
            return dead;
        }

        @Override
        public int takeOver() {
            say("take over");
            return orphans.isEmpty() ? 0 : orphans.remove();
        }

        @Override
        public synchronized void forget() {
            say("forget");
        }
    }
}
