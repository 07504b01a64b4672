package dev.takt.schedule;

import dev.takt.config.WorkWanted;
import dev.takt.sql.Database;
import dev.takt.sql.DueSchedule;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks again at rows that were set aside because they could not be read: what somebody has put right behind Takt's back
 * runs again (SEMANTICS, section 2).
 */
@ApplicationScoped
public class BrokenSchedules {
    private static final Logger LOG = Logger.getLogger(BrokenSchedules.class.getName());
    private static final int AT_ONCE = 500;

    private final Database database;
    private final Rules rules;
    private final Event<WorkWanted> workWanted;
    private long lookedAt;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected BrokenSchedules() {
        this(null, null, null);
    }

    @Inject
    BrokenSchedules(Database database, Rules rules, Event<WorkWanted> workWanted) {
        this.database = database;
        this.rules = rules;
        this.workWanted = workWanted;
    }

    /**
     * Looks at some of them, at the next ones each time.
     *
     * @return how many run again
     */
    public synchronized int mend() {
        List<Long> mended = database.inNew(connection -> {
            List<DueSchedule> broken = database.sql().lockBroken(connection, lookedAt, AT_ONCE);
            lookedAt =
                    broken.size() < AT_ONCE ? 0 : broken.get(broken.size() - 1).id();
            List<Long> sound =
                    broken.stream().filter(this::isSound).map(DueSchedule::id).toList();
            List<@Nullable Object[]> rows = new ArrayList<>();
            sound.forEach(id -> rows.add(new @Nullable Object[] {id}));
            Jdbc.batch(connection, "UPDATE takt_schedule SET broken = NULL WHERE id = ?", rows);
            return sound;
        });
        if (!mended.isEmpty()) {
            mended.forEach(id ->
                    LOG.log(Level.INFO, "TAKT-206 Schedule {0} can be read again and goes on", Long.toString(id)));
            workWanted.fire(new WorkWanted());
        }
        return mended.size();
    }

    private boolean isSound(DueSchedule row) {
        try {
            rules.of(row);
            return true;
        } catch (UnreadableScheduleException stillBroken) {
            return false;
        }
    }
}
