package dev.takt.poll;

import dev.takt.api.SchedulerStarted;
import dev.takt.config.OfTakt;
import dev.takt.config.OwnContext;
import dev.takt.config.TaktConfig;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The only EJB that polls. Two interval timers, which never re-arm themselves and so cannot be lost: one polls, one does
 * the upkeep, so that a slow poll does not hold up this node's beat.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class PollTimer {
    private static final Logger LOG = Logger.getLogger(PollTimer.class.getName());
    private static final String POLL = "takt poll";
    private static final String UPKEEP = "takt upkeep";
    private static final long SECOND = 1000;
    private static final int ALL = 10;

    private final AtomicInteger ticks = new AtomicInteger();

    @Resource
    private TimerService timers;

    /** Asked for only after the start: a refused configuration is no reason to refuse the deployment too. */
    @Inject
    private Instance<TaktConfig> config;

    @Inject
    @OfTakt
    private OwnContext context;

    @Inject
    private Poller poller;

    @Inject
    private Upkeep upkeep;

    /** Begins to tick when the node is up; before applications hear of it, since one of their observers may throw. */
    public void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) SchedulerStarted event) {
        timers.createIntervalTimer(0, config.get().pollInterval().toMillis(), new TimerConfig(POLL, false));
        timers.createIntervalTimer(SECOND, SECOND, new TimerConfig(UPKEEP, false));
    }

    /** Two at once would share the context of this one EJB, and on Payara the connections of its transactions. */
    @Timeout
    @SuppressWarnings("PMD.AvoidCatchingThrowable") // Payara takes a timer away whose method has thrown a few times
    void tick(Timer timer) {
        try {
            context.run(POLL.equals(timer.getInfo()) ? this::poll : upkeep::tick);
        } catch (Throwable thrown) {
            LOG.log(Level.SEVERE, "TAKT-207 A job of Takt threw: a defect", thrown);
        }
    }

    private void poll() {
        if (ticks.incrementAndGet() % ALL == 0) {
            poller.pollAll();
        } else {
            poller.pollRecent();
        }
    }

    @PreDestroy
    void stop() {
        try {
            Collection<Timer> mine = timers.getTimers();
            mine.forEach(Timer::cancel);
        } catch (RuntimeException goingDown) {
            LOG.log(Level.FINE, "The timers are gone already", goingDown);
        }
    }
}
