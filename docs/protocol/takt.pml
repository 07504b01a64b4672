/*
 * The cluster protocol of docs/protocol.md, N1 to N11, as a specification that Spin checks exhaustively.
 *
 * One process per node does what the threads of a Takt node do, in any order: each option of its loop is one step of one
 * thread, up to and including one statement at the database. Between two steps anything may happen elsewhere. Nothing
 * ever forces a node to take its next step: that is a node which is stopped, for as long as it likes, with whatever it
 * believed when it stopped. README.md beside this file says what stands for what, and why that is sound.
 *
 * Options of the checks are macros (-D): sizes and budgets below, and the broken variants, of which each must be refuted.
 */

/* ------------------------------------------------------------------------------------------------ sizes and budgets */

#ifndef NODES
#define NODES 2
#endif
#ifndef TASKS /* the first SLOTS of them are slots of one schedule, the others wait from the start */
#define TASKS 2
#endif
#ifndef SLOTS
#define SLOTS 1
#endif
#ifndef TRANSACTIONAL /* so many of the last tasks have transactional functions */
#define TRANSACTIONAL 1
#endif
#ifndef RUNS /* so many runs per node are under way, or ended and not yet recorded */
#define RUNS 1
#endif

#ifndef DEATHS
#define DEATHS 1
#endif
#ifndef TIME /* how often a lease runs out in a node that lives: twice until it can be declared dead */
#define TIME 2
#endif
#ifndef UNKNOWNS /* commits of which the node does not learn, and transactions that the database ends by itself */
#define UNKNOWNS 1
#endif
#ifndef FAILURES /* runs that fail, and are tried again */
#define FAILURES 1
#endif
#ifndef JUMPS /* of a wall clock: nothing but the variant BEAT_BY_AGE looks at one */
#define JUMPS 1
#endif

#ifdef BEAT_BY_AGE
#define RETURNS (TIME / 2 + JUMPS)
#else
#define RETURNS (TIME / 2)
#endif
#define IDS (NODES + RETURNS + 1) /* ids are never used again: 0 is nobody's, then those of the start, and one for each return */
#define ALL_RUNS (NODES * RUNS)
#define firstRun(n) ((n) * RUNS)
#define lastRun(n) ((n) * RUNS + RUNS - 1) /* RUNS is 1 or 2 */
#define NOBODY 255

/* -------------------------------------------------------------------------------------------------- the database */

/* takt_task: one row for each task; `node` is an id, or WAITING. */
#define WAITING 0
bool exists[TASKS];
byte node[TASKS];
byte fence[TASKS];
bool finished[TASKS];
bool lost[TASKS]; /* losses > 0 */

/* The lock that the transaction of a transactional function has on its task's row. */
mtype = { UNLOCKED, OPEN, IN_DOUBT }; /* in doubt: its commit is under way, and its node has given up listening */
mtype lock[TASKS];
byte lockedBy[TASKS]; /* a run */

/* takt_schedule: the next slot, and who has locked the row. */
byte nextSlot;
byte scheduleLockedBy = NOBODY;

/* takt_node. Of the beat that is in the row, only this is kept: whether 0.7 x node-timeout from its t0 have passed. */
bool registered[IDS];
bool beatIsFresh[IDS];

/* ----------------------------------------------------------------------------------------------------- the nodes */

bool alive[NODES];
byte idOf[NODES];
byte newestId;

/* N1, N2 */
mtype = { RESTING, BEATING, BEAT_TAKEN, ROW_GONE, FORGOTTEN };
mtype beat[NODES];
bool begunIsFresh[NODES]; /* 0.7 x node-timeout from the t0 of the beat under way have not passed */
bool lease[NODES]; /* nanoTime() < leaseUntil */

/* N3, N4 */
byte condemned[NODES]; /* whom this node has seen silent for node-timeout, by its own clock */
bool hasBeatenSince[NODES];

/* N5: a row that this node's statement has found to be an orphan, and not locked yet. */
byte orphan[NODES];

/* N6, N7: one claim at a time. */
mtype = { IDLE, MAY_CLAIM, SLOT_LOCKED, CLAIM_COMMITTED };
mtype claiming[NODES];
byte claimTask[NODES];
byte claimId[NODES];
byte claimFence[NODES];
bool claimLost[NODES]; /* losses > 0, when it was claimed */

/* What waits in memory to be started: by node and task, the claim it belongs to (fence 0: nothing). */
byte queuedId[NODES * TASKS];
byte queuedFence[NODES * TASKS];
bool queuedLost[NODES * TASKS];
#define Q(n, t) ((n) * TASKS + (t))

/* N8, N9: runs, with the claim each belongs to. */
mtype = { NO_RUN, MARKING, PLAIN, TO_LOCK, CALLED, ENDED, RECORDED, UNSETTLED, STUCK };
mtype runs[ALL_RUNS];
byte runTask[ALL_RUNS];
byte runId[ALL_RUNS];
byte runFence[ALL_RUNS];
bool runFailed[ALL_RUNS];

#ifdef MEMORY_BY_TASK
bool inMemoryByTask[NODES * TASKS];
#endif

/* ---------------------------------------------------------------------------------------------------- the budgets */

byte deaths = DEATHS;
byte time = TIME;
byte unknowns = UNKNOWNS;
byte failures = FAILURES;
byte jumps = JUMPS;
bool clockHasJumped;

/* -------------------------------------------------------------------------------- what is counted for the properties */

byte outcomes[TASKS]; /* how often an outcome was recorded */
byte effects[TASKS]; /* how often what a transactional function wrote was committed */

/* --------------------------------------------------------------------------------------------------------- words */

#define isTransactional(t) ((t) >= TASKS - TRANSACTIONAL)
#define isUnfinished(t) (exists[t] && !finished[t])
#define isWaiting(t) (isUnfinished(t) && node[t] == WAITING && lock[t] == UNLOCKED)
#define isClaimOf(t, i, f) (node[t] == (i) && fence[t] == (f))
#define isOfRun(r) isClaimOf(runTask[r], runId[r], runFence[r])
#define holdsLock(r) (lock[runTask[r]] == OPEN && lockedBy[runTask[r]] == (r))
#define isOrphan(t) (isUnfinished(t) && node[t] != WAITING && !registered[node[t]])
#define isUnderWay(r) (runs[r] == PLAIN || runs[r] == CALLED || runs[r] == ENDED)

/* Whether the node has this claim in memory: it waits there, or it runs, or it has ended and is not yet recorded. */
#define isRunsClaim(r, t) (runs[r] != NO_RUN && runTask[r] == (t) && isOfRun(r))
#define runsHere(n, t) (isRunsClaim(firstRun(n), t) || isRunsClaim(lastRun(n), t))
#define isQueuedHere(n, t) isClaimOf(t, queuedId[Q(n, t)], queuedFence[Q(n, t)])
#define isComingIn(n, t) (claiming[n] == CLAIM_COMMITTED && claimTask[n] == (t) && isClaimOf(t, claimId[n], claimFence[n]))

#if defined(MEMORY_BY_TASK)
#define isInMemory(n, t) (inMemoryByTask[Q(n, t)] || isComingIn(n, t))
#elif defined(REPLY_AFTER_RECONCILE)
#define isInMemory(n, t) (isQueuedHere(n, t) || runsHere(n, t))
#else
#define isInMemory(n, t) (isQueuedHere(n, t) || runsHere(n, t) || isComingIn(n, t))
#endif

/* The fence: an outcome counts only under the claim that it belongs to. */
#if defined(NO_FENCE)
#define matches(r) (!finished[runTask[r]])
#elif defined(NO_STATE_CHECK)
#define matches(r) isOfRun(r)
#else
#define matches(r) (isOfRun(r) && !finished[runTask[r]])
#endif

#ifdef NO_LEASE
#define mayStart(n) true
#else
#define mayStart(n) lease[n]
#endif

/* ---------------------------------------------------------------------------------------------------- properties */

/*
 * A plain function starts only under a claim that is good at that moment. As fences grow with each hand-over, two runs
 * of a task imply that it was handed over between their starts; and see handOver.
 */
inline startsUnderGoodClaim(r) {
    printf("    the function of task %d is called for id %d, fence %d; its row is of id %d, fence %d\n", runTask[r], runId[r], runFence[r],
        node[runTask[r]], fence[runTask[r]]);
    assert(isOfRun(r) && !finished[runTask[r]])
}

/*
 * Nobody takes a task from a run that is under way, unless its node is not in takt_node: declared dead, or dead. Together:
 * a plain function runs twice only if its node died or was declared dead during a run, or if that run has failed.
 */
inline handOver(t, by) {
    for (r2 : 0 .. ALL_RUNS - 1) {
        assert(r2 == by || !isUnderWay(r2) || runTask[r2] != t || !isOfRun(r2) || !registered[node[t]])
    }
    r2 = 0;
    node[t] = WAITING;
    fence[t]++
}

inline recordOutcome(t) {
    finished[t] = true;
    outcomes[t]++;
    assert(outcomes[t] <= 1)
}

inline commitEffect(t) {
    effects[t]++;
    assert(effects[t] <= 1)
}

#define isDone(t) (exists[t] && finished[t] && outcomes[t] == 1 && (!isTransactional(t) || effects[t] == 1))

/* ------------------------------------------------------------------------------------------- steps of a node: memory */

inline enqueue(n, t, i, f, l) {
    queuedId[Q(n, t)] = i;
    queuedFence[Q(n, t)] = f;
    queuedLost[Q(n, t)] = l;
#ifdef MEMORY_BY_TASK
    inMemoryByTask[Q(n, t)] = true
#endif
}

inline dequeue(n, t) {
    queuedId[Q(n, t)] = 0;
    queuedFence[Q(n, t)] = 0;
    queuedLost[Q(n, t)] = false
}

/* The run leaves memory: recorded, dropped or handed back. */
inline leave(n, r) {
#ifdef MEMORY_BY_TASK
    inMemoryByTask[Q(n, runTask[r])] = false;
#endif
    forgetRun(r)
}

inline forgetRun(r) {
    runs[r] = NO_RUN;
    runTask[r] = 0;
    runId[r] = 0;
    runFence[r] = 0;
    runFailed[r] = false
}

inline forgetClaim(n) {
    claiming[n] = IDLE;
    claimTask[n] = 0;
    claimId[n] = 0;
    claimFence[n] = 0;
    claimLost[n] = false
}

/* ------------------------------------------------------------------------------------------- N1 beat, N11 after a pause */

/* t0 = nanoTime(). Only when the lease has run out: a beat before that changes nothing. */
inline beginBeat(n) {
    beat[n] == RESTING && !lease[n];
    printf("N1  node %d begins a beat\n", n);
    beat[n] = BEATING;
    begunIsFresh[n] = true
}

/* UPDATE takt_node SET beat = beat + 1 WHERE id = :me */
inline commitBeat(n) {
    beat[n] == BEATING;
    if
    :: registered[idOf[n]] ->
        beatIsFresh[idOf[n]] = begunIsFresh[n];
        for (w : 0 .. NODES - 1) {
            if
            :: condemned[w] == idOf[n] -> hasBeatenSince[w] = true
            :: else
            fi
        }
        w = 0;
        beat[n] = BEAT_TAKEN;
        printf("N1  the beat of node %d is in its row, id %d\n", n, idOf[n])
    :: else ->
        beat[n] = ROW_GONE;
        printf("N1  the beat of node %d finds no row: it was declared dead\n", n)
    fi;
    begunIsFresh[n] = false
}

/* 1 row: leaseUntil = t0 + 0.7 x node-timeout. Or the answer does not come: then the next beat tells. */
inline learnOfBeat(n) {
    beat[n] == BEAT_TAKEN;
    printf("N1  node %d learns that its beat has arrived\n", n);
#ifdef LEASE_FROM_ANSWER
    lease[n] = true;
#else
    lease[n] = beatIsFresh[idOf[n]];
#endif
    beat[n] = RESTING
}

/* N11, 0 rows: forget the queue ... */
inline forgetQueue(n) {
    beat[n] == ROW_GONE;
    printf("N11 node %d forgets its queue\n", n);
    for (t2 : 0 .. TASKS - 1) {
#ifdef MEMORY_BY_TASK
        if
        :: queuedFence[Q(n, t2)] > 0 -> inMemoryByTask[Q(n, t2)] = false
        :: else
        fi;
#endif
        dequeue(n, t2)
    }
    t2 = 0;
    beat[n] = FORGOTTEN;
#ifdef ID_BEFORE_ROW
    newestId++;
    idOf[n] = newestId
#endif
}

/* ... and register under a new id. What runs keeps the claim that it has. */
inline registerAnew(n) {
    beat[n] == FORGOTTEN;
#ifndef ID_BEFORE_ROW
    newestId++;
    idOf[n] = newestId;
#endif
    assert(idOf[n] < IDS);
    registered[idOf[n]] = true;
    beatIsFresh[idOf[n]] = true;
    lease[n] = true;
    beat[n] = RESTING;
    printf("N11 node %d is registered under the new id %d, and has a lease\n", n, idOf[n])
}

/* -------------------------------------------------------------------------------------------- N3 watch, N4 declare */

/*
 * The beat of another node has not changed for node-timeout by my own clock. I saw it after its t0, so by then the lease
 * that belongs to it has run out: all that is known of it, and all that is needed.
 */
inline findSilent(n, i) {
#ifdef BEAT_BY_AGE
    condemned[n] == 0 && registered[i] && idOf[n] != i && (!beatIsFresh[i] || clockHasJumped);
#else
    condemned[n] == 0 && registered[i] && idOf[n] != i && !beatIsFresh[i];
#endif
    condemned[n] = i;
    printf("N3  node %d has seen the beat of id %d unchanged for node-timeout\n", n, i)
}

/* DELETE FROM takt_node WHERE id = :n AND beat = :seen */
inline declareDead(n) {
    condemned[n] != 0;
    if
#if defined(BEAT_BY_AGE)
    :: !hasBeatenSince[n] || clockHasJumped -> registered[condemned[n]] = false
#elif defined(DECLARE_BLINDLY)
    :: true -> registered[condemned[n]] = false
#else
    :: !hasBeatenSince[n] -> registered[condemned[n]] = false
#endif
    :: else
    fi;
    if
    :: registered[condemned[n]] -> printf("N4  node %d declares id %d dead: 0 rows, it has beaten since\n", n, condemned[n])
    :: else -> printf("N4  node %d declares id %d dead: its row is gone\n", n, condemned[n])
    fi;
    condemned[n] = 0;
    hasBeatenSince[n] = false
}

/* ------------------------------------------------------------------------------------------------- N5 take over */

/* The statement begins: it finds an orphan, whose row is not locked. */
inline findOrphan(n, t) {
    orphan[n] == NOBODY && isOrphan(t) && lock[t] == UNLOCKED;
    printf("N5  the statement of node %d finds that task %d is an orphan\n", n, t);
    orphan[n] = t
}

/* It has locked the row, and looks again at what is in it now. */
inline takeOver(n) {
    orphan[n] != NOBODY && lock[orphan[n]] == UNLOCKED;
    if
#ifdef TAKE_OVER_UNCHECKED
    :: isUnfinished(orphan[n]) && node[orphan[n]] != WAITING ->
#else
    :: isOrphan(orphan[n]) ->
#endif
        handOver(orphan[n], NOBODY);
        lost[orphan[n]] = true;
        printf("N5  node %d takes task %d over: it waits, fence %d\n", n, orphan[n], fence[orphan[n]])
    :: else
    fi;
    orphan[n] = NOBODY
}

/* SKIP LOCKED */
inline leaveOut(n) {
    orphan[n] != NOBODY && lock[orphan[n]] != UNLOCKED;
    orphan[n] = NOBODY
}

/* ------------------------------------------------------------------------------ N6 claim slots, N7 claim waiting tasks */

/* N2, N6, N7: the lease is looked at before each claim. Later, only what was seen here counts. */
inline mayClaim(n) {
    claiming[n] == IDLE && mayStart(n);
    printf("N2  node %d looks at its lease: it may claim\n", n);
    claiming[n] = MAY_CLAIM;
    claimId[n] = idOf[n]
}

/* The node has another id by now, and nothing was claimed under the old one. */
inline lookAtLeaseAgain(n) {
    claiming[n] == MAY_CLAIM && claimId[n] != idOf[n];
    forgetClaim(n)
}

/* N6: the due schedule is locked, SKIP LOCKED. */
inline lockSchedule(n) {
    claiming[n] == MAY_CLAIM && nextSlot < SLOTS && scheduleLockedBy == NOBODY;
    printf("N6  node %d locks the schedule, slot %d is due\n", n, nextSlot);
    scheduleLockedBy = n;
    claimTask[n] = nextSlot;
    claiming[n] = SLOT_LOCKED
}

#ifdef ID_BEFORE_ROW
#define claimIdNow(n) idOf[n]
#else
#define claimIdNow(n) claimId[n]
#endif

/* N6: insert the slot's task (node = me, fence = 1), advance the schedule, commit. */
inline commitSlot(n) {
    claiming[n] == SLOT_LOCKED;
    if
    :: scheduleLockedBy == n ->
        assert(!exists[claimTask[n]]);
        exists[claimTask[n]] = true;
        node[claimTask[n]] = claimIdNow(n);
        fence[claimTask[n]] = 1;
        nextSlot++;
        scheduleLockedBy = NOBODY;
        committedClaim(n);
        printf("N6  node %d commits: task %d is of id %d, fence 1\n", n, claimTask[n], claimId[n])
    :: else -> forgetClaim(n) /* the database has ended that transaction */
    fi
}

/* N7: UPDATE takt_task SET node = :me, fence = fence + 1 ... SKIP LOCKED */
inline claimWaiting(n, t) {
    claiming[n] == MAY_CLAIM && isWaiting(t);
    claimTask[n] = t;
    node[t] = claimIdNow(n);
    fence[t]++;
    committedClaim(n);
    printf("N7  node %d claims task %d: it is of id %d, fence %d\n", n, t, claimId[n], claimFence[n])
}

inline committedClaim(n) {
    claimId[n] = node[claimTask[n]];
    claimFence[n] = fence[claimTask[n]];
    claimLost[n] = lost[claimTask[n]];
    claiming[n] = CLAIM_COMMITTED
}

/* The answer comes: the task waits in memory. */
inline learnOfClaim(n) {
    claiming[n] == CLAIM_COMMITTED;
    printf("    node %d gets the answer to its claim and queues task %d\n", n, claimTask[n]);
    enqueue(n, claimTask[n], claimId[n], claimFence[n], claimLost[n]);
    forgetClaim(n)
}

/* The answer does not come: N10 finds the row. */
inline missAnswerToClaim(n) {
    claiming[n] == CLAIM_COMMITTED && unknowns > 0;
    printf("    node %d does not get the answer to its claim of task %d\n", n, claimTask[n]);
    unknowns--;
    forgetClaim(n)
}

/* ------------------------------------------------------------------------------------------------ a run: N2, N8 */

/* N11: what is queued under an id that this node no longer has, is not started. */
#ifdef STALE_ID_STARTS
#define isGoodId(n, t) true
#else
#define isGoodId(n, t) (queuedId[Q(n, t)] == idOf[n])
#endif

#define freeRun(n) (runs[firstRun(n)] == NO_RUN -> firstRun(n) : lastRun(n))

/* N2: the lease is looked at before each start. */
inline start(n, t) {
    runs[freeRun(n)] == NO_RUN && queuedFence[Q(n, t)] > 0 && mayStart(n) && isGoodId(n, t);
    r = freeRun(n);
    runTask[r] = t;
    runId[r] = queuedId[Q(n, t)];
    runFence[r] = queuedFence[Q(n, t)];
    printf("N2  node %d looks at its lease and takes task %d out of the queue: id %d, fence %d\n", n, t, runId[r], runFence[r]);
    if
    :: queuedLost[Q(n, t)] -> runs[r] = MARKING
    :: !queuedLost[Q(n, t)] && isTransactional(t) -> runs[r] = TO_LOCK
    :: else ->
        startsUnderGoodClaim(r);
        runs[r] = PLAIN
    fi;
    dequeue(n, t);
    r = 0
}

inline dropStale(n, t) {
    queuedFence[Q(n, t)] > 0 && !isGoodId(n, t);
    printf("N11 node %d drops task %d: it is queued under an id that it no longer has\n", n, t);
#ifdef MEMORY_BY_TASK
    inMemoryByTask[Q(n, t)] = false;
#endif
    dequeue(n, t)
}

/* N7: a task that was lost before gets a durable start mark, under its claim: 0 rows, and it is not started. */
inline markStarted(n, r) {
    runs[r] == MARKING && lock[runTask[r]] == UNLOCKED;
    printf("N7  node %d writes the start mark of task %d\n", n, runTask[r]);
    if
    :: isTransactional(runTask[r]) -> runs[r] = TO_LOCK
#ifdef MARK_UNCHECKED
    :: !isTransactional(runTask[r]) ->
#else
    :: !isTransactional(runTask[r]) && isOfRun(r) && !finished[runTask[r]] ->
#endif
        startsUnderGoodClaim(r);
        runs[r] = PLAIN
    :: else -> leave(n, r)
    fi
}

/* The mark cannot be written, or its commit is unknown: the task waits in memory again. */
inline failToMark(n, r) {
    runs[r] == MARKING && unknowns > 0;
    printf("N7  node %d cannot write the start mark of task %d\n", n, runTask[r]);
    unknowns--;
#ifdef FAILED_MARK_LOSES
    runs[r] = STUCK
#else
    enqueue(n, runTask[r], runId[r], runFence[r], true);
    forgetRun(r)
#endif
}

inline endOfPlain(r) {
    runs[r] == PLAIN;
    runs[r] = ENDED;
    if
    :: printf("    the function of task %d has returned (id %d, fence %d)\n", runTask[r], runId[r], runFence[r])
    :: failures > 0 ->
        failures--;
        runFailed[r] = true;
        printf("    the function of task %d has failed (id %d, fence %d) and is to be tried again\n", runTask[r], runId[r], runFence[r])
    fi
}

/* N8: of a batch, what matches is recorded; a failure that is tried again waits for another claim. */
inline complete(r) {
    if
    :: runs[r] == ENDED && matches(r) && !runFailed[r] ->
        printf("N8  the outcome of task %d (id %d, fence %d) is recorded\n", runTask[r], runId[r], runFence[r]);
        recordOutcome(runTask[r])
    :: runs[r] == ENDED && matches(r) && runFailed[r] ->
        printf("N8  the failure of task %d (id %d, fence %d) is recorded: it waits again\n", runTask[r], runId[r], runFence[r]);
        handOver(runTask[r], r)
    :: else /* finished under my claim: my own unknown commit. Otherwise: dropped */
    fi
}

inline leaveIfRecorded(n, r) {
    if
#ifdef MEMORY_BY_TASK
    :: runs[r] == ENDED -> runs[r] = RECORDED /* memory lets go of it in another step */
#else
    :: runs[r] == ENDED -> leave(n, r)
#endif
    :: else
    fi
}

#define isReady(r) (runs[r] != ENDED || lock[runTask[r]] == UNLOCKED)
#define haveEnded(n) ((runs[firstRun(n)] == ENDED || runs[lastRun(n)] == ENDED) && isReady(firstRun(n)) && isReady(lastRun(n)))

/* N8: one flush; it waits for rows that are locked. */
inline flush(n) {
    haveEnded(n);
    complete(firstRun(n));
#if RUNS > 1
    complete(lastRun(n));
#endif
    if
    :: true ->
        leaveIfRecorded(n, firstRun(n));
#if RUNS > 1
        leaveIfRecorded(n, lastRun(n))
#endif
    :: unknowns > 0 -> /* committed, and the node does not know: it writes them again */
        unknowns--;
        printf("N8  node %d does not get the answer\n", n)
    fi
}

/* ------------------------------------------------------------------------------------------------ N9 transactional */

/* SELECT ... WHERE id AND node AND fence AND finished_at IS NULL FOR UPDATE; 0 rows: roll back, drop. */
inline lockForRun(n, r) {
    runs[r] == TO_LOCK && lock[runTask[r]] == UNLOCKED;
    if
    :: isOfRun(r) && !finished[runTask[r]] ->
        lock[runTask[r]] = OPEN;
        lockedBy[runTask[r]] = r;
        runs[r] = CALLED;
        printf("N9  node %d locks the row of task %d and calls its function\n", n, runTask[r])
    :: else -> leave(n, r)
    fi
}

inline unlock(t) {
    lock[t] = UNLOCKED;
    lockedBy[t] = NOBODY
}

/* The function has written what it writes, the outcome is recorded, and both are committed; or, of the commit, nothing is known. */
inline commitRun(n, r) {
    runs[r] == CALLED;
    if
    :: holdsLock(r) ->
        printf("N9  node %d commits what the function of task %d wrote\n", n, runTask[r]);
        commitEffect(runTask[r]);
#ifdef EFFECT_APART
        unlock(runTask[r]);
        runs[r] = ENDED /* a transaction of its own for the effect, the outcome later */
#else
        recordOutcome(runTask[r]);
        unlock(runTask[r]);
        leave(n, r)
#endif
    :: holdsLock(r) && unknowns > 0 ->
        unknowns--;
        lock[runTask[r]] = IN_DOUBT;
        runs[r] = UNSETTLED;
        printf("N9  node %d does not get the answer to its commit of task %d\n", n, runTask[r])
    :: else -> runs[r] = UNSETTLED /* the database has ended that transaction */
    fi
}

/* It fails: roll back, and then record that as any other outcome. */
inline failRun(r) {
    runs[r] == CALLED && failures > 0 && holdsLock(r);
    printf("N9  the function of task %d fails: rolled back\n", runTask[r]);
    failures--;
    unlock(runTask[r]);
    runFailed[r] = true;
    runs[r] = ENDED
}

/* After a commit that failed: lock the row, never waiting for it, and look. */
inline settle(n, r) {
    runs[r] == UNSETTLED && lock[runTask[r]] == UNLOCKED;
    printf("N9  node %d looks at what has become of task %d\n", n, runTask[r]);
    if
    :: isOfRun(r) && !finished[runTask[r]] -> handOver(runTask[r], r)
    :: else /* finished: done; of somebody else by now: dropped */
    fi;
    leave(n, r)
}

/* -------------------------------------------------------------------------------------------------- N10 reconcile */

/* An own unfinished row that is not in memory waits again. */
inline reconcile(n, t) {
    lease[n] && isUnfinished(t) && node[t] == idOf[n] && lock[t] == UNLOCKED && !isInMemory(n, t);
    printf("N10 node %d lets task %d go: the row is its own, and not in its memory\n", n, t);
    handOver(t, NOBODY)
}

#ifdef MEMORY_BY_TASK
inline letGo(n, r) {
    runs[r] == RECORDED;
    leave(n, r)
}
#endif

/* ------------------------------------------------------------------------------------------------ threads of a node */

proctype Upkeep(byte n) provided (alive[n]) {
    byte w, t2, r2;
end:
    do
    :: atomic { beginBeat(n) }
    :: atomic { commitBeat(n) }
    :: atomic { learnOfBeat(n) }
    :: atomic { forgetQueue(n) }
    :: atomic { registerAnew(n) }
    :: atomic { declareDead(n) }
    :: atomic { takeOver(n) }
    :: atomic { leaveOut(n) }
    od
}

proctype Watch(byte n; byte i) provided (alive[n]) {
end:
    do
    :: atomic { findSilent(n, i) }
    od
}

proctype Claim(byte n) provided (alive[n]) {
end:
    do
    :: atomic { mayClaim(n) }
    :: atomic { lookAtLeaseAgain(n) }
    :: atomic { lockSchedule(n) }
    :: atomic { commitSlot(n) }
    :: atomic { learnOfClaim(n) }
    :: atomic { missAnswerToClaim(n) }
    od
}

/* What a node does to one task, as far as no run of it is concerned. */
proctype Handle(byte n; byte t) provided (alive[n]) {
    byte r, r2;
end:
    do
    :: atomic { claimWaiting(n, t) }
    :: atomic { start(n, t) }
    :: atomic { dropStale(n, t) }
    :: atomic { findOrphan(n, t) }
    :: atomic { reconcile(n, t) }
    od
}

proctype Run(byte n; byte r) provided (alive[n]) {
    byte r2;
end:
    do
    :: atomic { markStarted(n, r) }
    :: atomic { failToMark(n, r) }
    :: atomic { endOfPlain(r) }
    :: atomic { lockForRun(n, r) }
    :: atomic { commitRun(n, r) }
    :: atomic { failRun(r) }
    :: atomic { settle(n, r) }
#ifdef MEMORY_BY_TASK
    :: atomic { letGo(n, r) }
#endif
    od
}

proctype Flush(byte n) provided (alive[n]) {
    byte r2;
end:
    do
    :: atomic { flush(n) }
    od
}

/* --------------------------------------------------------------------------------------------- what befalls a node */

/* 0.7 x node-timeout have passed: since the t0 that the node has its lease from ... */
inline leaseRunsOut(n) {
    lease[n] && time > 0;
    printf("    the lease of node %d has run out, by its own clock\n", n);
    time--;
    lease[n] = false
}

/* ... since that of the beat in its row: others may find it silent ... */
inline beatGrowsOld(n) {
    beatIsFresh[idOf[n]] && !lease[n] && (!alive[n] || time > 0);
    printf("    the beat of node %d in its row is older than a lease\n", n);
    spendTime(n);
    beatIsFresh[idOf[n]] = false
}

/* ... and even since that of the beat under way. */
inline beatUnderWayGrowsOld(n) {
    begunIsFresh[n] && !lease[n] && !beatIsFresh[idOf[n]] && time > 0;
    printf("    the beat of node %d under way is older than a lease\n", n);
    time--;
    begunIsFresh[n] = false
}

inline spendTime(n) {
    if
    :: alive[n] -> time--
    :: else
    fi
}

/* Its memory is gone. Its sessions may last until the database notices. */
inline die(n) {
    alive[n] && deaths > 0 && n < DEATHS; /* nodes differ in nothing but their numbers: it is the first ones that die */
    printf("    node %d dies\n", n);
    deaths--;
    alive[n] = false;
    lease[n] = false;
    beat[n] = RESTING;
    begunIsFresh[n] = false;
    condemned[n] = 0;
    hasBeatenSince[n] = false;
    orphan[n] = NOBODY;
    forgetClaim(n);
    for (t2 : 0 .. TASKS - 1) {
        dequeue(n, t2);
#ifdef MEMORY_BY_TASK
        inMemoryByTask[Q(n, t2)] = false
#endif
    }
    t2 = 0;
    for (r2 : firstRun(n) .. lastRun(n)) {
        forgetRun(r2)
    }
    r2 = 0
}

proctype Fate(byte n) {
    byte t2, r2;
end:
    do
    :: atomic { leaseRunsOut(n) }
    :: atomic { beatGrowsOld(n) }
    :: atomic { beatUnderWayGrowsOld(n) }
    :: atomic { die(n) }
    od
}

/* ---------------------------------------------------------------------------------------- what the database does by itself */

/* The session of a transactional run ends before its commit: it has lost its node, or has exceeded a limit. */
inline endSession(t) {
    lock[t] == OPEN && (runs[lockedBy[t]] != CALLED || unknowns > 0);
    printf("    the database ends the session that has locked task %d\n", t);
    if
    :: runs[lockedBy[t]] == CALLED -> unknowns--
    :: else
    fi;
    unlock(t)
}

/* A commit that nobody listens to any more comes about, or does not. */
inline decideCommit(t) {
    lock[t] == IN_DOUBT;
    if
    :: true ->
        printf("    the commit in doubt of task %d comes about\n", t);
        commitEffect(t);
        recordOutcome(t)
    :: printf("    the commit in doubt of task %d does not come about\n", t)
    fi;
    unlock(t)
}

proctype DatabaseOfTask(byte t) {
end:
    do
    :: atomic { endSession(t) }
    :: atomic { decideCommit(t) }
    od
}

inline endClaim() {
    scheduleLockedBy != NOBODY && (claiming[scheduleLockedBy] != SLOT_LOCKED || unknowns > 0);
    if
    :: claiming[scheduleLockedBy] == SLOT_LOCKED -> unknowns--
    :: else
    fi;
    scheduleLockedBy = NOBODY
}

proctype DatabaseOfSchedule() {
end:
    do
    :: atomic { endClaim() }
#ifdef BEAT_BY_AGE
    :: atomic { jumps > 0; jumps--; clockHasJumped = true; printf("    a wall clock jumps ahead\n") }
#endif
    od
}

/* ---------------------------------------------------------------------------------------------------- beginning and end */

/*
 * When nothing more can happen, every task is finished, its outcome recorded and its effect committed once: every task is
 * run in the end, as there is always a node that lives. That something always happens to that end, and not for ever
 * something else, is checked beside this: there are no cycles.
 */
proctype End() {
    byte t;
    timeout;
    atomic {
        for (t : 0 .. TASKS - 1) {
            assert(isDone(t))
        }
    }
}

init {
    byte n, m;
    atomic {
        for (n : 0 .. NODES - 1) {
            alive[n] = true;
            newestId = n + 1;
            idOf[n] = newestId;
            registered[newestId] = true;
            beatIsFresh[newestId] = true;
            lease[n] = true;
            beat[n] = RESTING;
            claiming[n] = IDLE;
            orphan[n] = NOBODY
        }
        for (m : 0 .. ALL_RUNS - 1) {
            runs[m] = NO_RUN
        }
        for (m : 0 .. TASKS - 1) {
            lock[m] = UNLOCKED;
            lockedBy[m] = NOBODY;
            exists[m] = m >= SLOTS
        }
        for (n : 0 .. NODES - 1) {
            run Upkeep(n);
            run Claim(n);
            run Flush(n);
            run Fate(n);
            for (m : 0 .. TASKS - 1) {
                run Handle(n, m)
            }
            for (m : firstRun(n) .. lastRun(n)) {
                run Run(n, m)
            }
            for (m : 1 .. IDS - 1) {
                run Watch(n, m)
            }
        }
        for (m : 0 .. TASKS - 1) {
            run DatabaseOfTask(m)
        }
        run DatabaseOfSchedule();
        run End();
        n = 0;
        m = 0
    }
}
