package dev.takt.schedule;

import dev.takt.api.Problem;
import dev.takt.api.ScheduleConflictException;
import dev.takt.config.Unproxied;
import dev.takt.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Names of schedules are unique: who wants one takes it first, so that two who ask at once do not both get it. */
@ApplicationScoped
@Unproxied
class Names {
    private final Database database;
    private final Schedules schedules;

    @Inject
    Names(Database database, Schedules schedules) {
        this.database = database;
        this.schedules = schedules;
    }

    /** Takes a name until the end of the transaction, and finds the schedule that has it. */
    Optional<ScheduleRow> take(String name) {
        database.inCurrent(connection -> {
            database.sql().lockName(connection, name);
            return name;
        });
        return schedules.find(name);
    }

    /** Takes names for new schedules, null for none; sorted, so that two such callers do not wait for each other. */
    void reserveAll(Collection<@Nullable String> wanted) {
        Set<String> taken = new TreeSet<>();
        for (String name : wanted) {
            if (name != null && !taken.add(name)) {
                throw new ScheduleConflictException(new Problem("name", "\"" + name + "\" is wanted twice"));
            }
        }
        taken.forEach(name -> reserve(name, null));
    }

    /**
     * Takes a name for a schedule.
     *
     * @param name or null for none
     * @param self the schedule's id, or null for a new one
     */
    void reserve(@Nullable String name, @Nullable Long self) {
        if (name != null) {
            take(name).filter(other -> self == null || other.id() != self).ifPresent(other -> {
                throw new ScheduleConflictException(
                        new Problem("name", "\"" + name + "\" is the name of schedule " + other.id()));
            });
        }
    }
}
