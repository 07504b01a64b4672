package dev.takt.config;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the context for Takt's jobs. On Payara, {@code @Transactional} begins a transaction that no connection joins,
 * unless the context was captured in a web module: a bean that a plain function calls would write each statement on its
 * own. So two contexts are tried, that of Takt's start and that of the deployment before it (decision 0014).
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Contexts {
    private static final Logger LOG = Logger.getLogger(Contexts.class.getName());

    @Resource
    private ContextService contexts;

    @Inject
    private TransactionProbe probe;

    private volatile @Nullable Consumer<Runnable> ofDeployment;

    /** On Payara the current call belongs to the web module now, and to an EJB at Takt's start. */
    void deploying(@Observes @Initialized(ApplicationScoped.class) Object event) {
        try {
            ofDeployment = capture();
        } catch (RuntimeException none) {
            LOG.log(Level.FINE, "There is no context yet", none);
        }
    }

    /**
     * In each thread it is captured anew: Payara keeps the connections that are open by component and by the thread that
     * captured, and threads that share a context get each other's into their transactions (decision 0013).
     */
    @Produces
    @OfTakt
    @ApplicationScoped
    OwnContext context() {
        Consumer<Runnable> chosen = choose();
        return job -> chosen.accept(
                () -> contexts.createContextualProxy(job, Runnable.class).run());
    }

    private Consumer<Runnable> choose() {
        Consumer<Runnable> ofStart = capture();
        Consumer<Runnable> other = ofDeployment;
        if (joins(ofStart)) {
            return ofStart;
        }
        if (other != null && joins(other)) {
            return other;
        }
        LOG.warning("TAKT-108 On this server, @Transactional beans that a plain function calls get no transaction:"
                + " make the function itself @Transactional, or let it call a session bean");
        return ofStart;
    }

    private boolean joins(Consumer<Runnable> context) {
        AtomicBoolean joins = new AtomicBoolean();
        context.accept(() -> joins.set(probe.joins()));
        return joins.get();
    }

    @SuppressWarnings("unchecked")
    private Consumer<Runnable> capture() {
        return contexts.createContextualProxy((Consumer<Runnable>) Runnable::run, Consumer.class);
    }
}
