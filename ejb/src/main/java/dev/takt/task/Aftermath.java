package dev.takt.task;

import dev.takt.api.Task;
import dev.takt.cluster.InMemory;
import dev.takt.config.Unproxied;
import dev.takt.hook.Alerts;
import dev.takt.hook.Hooks;
import dev.takt.sql.Completed;
import dev.takt.sql.Database;
import dev.takt.sql.DatabaseException;
import dev.takt.sql.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What follows when outcomes are committed: memory lets go of the tasks, and whoever is to be told is told. */
@ApplicationScoped
@Unproxied
public class Aftermath {
    private static final Logger LOG = Logger.getLogger(Aftermath.class.getName());

    private final Database database;
    private final Hooks hooks;
    private final Alerts alerts;
    private final InMemory inMemory;
    private final List<Consumer<Collection<Outcome>>> listeners = new CopyOnWriteArrayList<>();

    @Inject
    Aftermath(Database database, Hooks hooks, Alerts alerts, InMemory inMemory) {
        this.database = database;
        this.hooks = hooks;
        this.alerts = alerts;
        this.inMemory = inMemory;
    }

    void tell(Consumer<Collection<Outcome>> listener) {
        listeners.add(listener);
    }

    /**
     * Follows a commit.
     *
     * @param outcomes that were to be recorded
     * @param completed what was recorded of them
     */
    public void of(List<Outcome> outcomes, Completed completed) {
        outcomes.forEach(outcome -> inMemory.gone(outcome.task().claim()));
        listeners.forEach(listener -> listener.accept(outcomes));
        completed.turns().forEach(alerts::tell);
        announce(outcomes, completed.recorded());
    }

    private void announce(List<Outcome> outcomes, Collection<Long> recorded) {
        List<Long> hooked = outcomes.stream()
                .filter(Outcome::hookPending)
                .map(outcome -> outcome.task().id())
                .filter(recorded::contains)
                .toList();
        if (!hooked.isEmpty()) {
            try {
                List<Task> tasks = database.inNew(connection -> TaskReader.byIds(connection, hooked));
                tasks.forEach(hooks::submit);
            } catch (DatabaseException away) { // the outcomes are recorded, and their hooks pending
                LOG.log(Level.FINE, "The hooks of tasks " + hooked + " are fired later", away);
            }
        }
    }
}
