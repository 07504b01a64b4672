package dev.takt.task;

import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Withdraws a schedule's tasks that have not started: the schedule is paused or deleted (SEMANTICS, section 5). */
@ApplicationScoped
public class Withdrawal {
    private static final String UNSTARTED = """
            SELECT id, planned_at FROM takt_task
            WHERE schedule_id = ? AND finished_at IS NULL AND node IS NULL ORDER BY id FOR UPDATE SKIP LOCKED""";

    private static final String CANCEL =
            "UPDATE takt_task SET state = 'CANCELLED', finished_at = %s, error_message = ? WHERE id = ?";

    /**
     * Heard by whoever holds queued tasks: those of this schedule are to be given back, in the same transaction.
     *
     * @param schedule its id
     */
    public record Recall(long schedule) {}

    private final Database database;
    private final Event<Recall> recall;

    /** For the container's proxies only. */
    @SuppressWarnings("NullAway")
    protected Withdrawal() {
        this(null, null);
    }

    @Inject
    Withdrawal(Database database, Event<Recall> recall) {
        this.database = database;
        this.recall = recall;
    }

    /**
     * Withdraws in the caller's transaction.
     *
     * @param schedule whose row the caller has locked
     * @param reason for people
     * @return how many slots were withdrawn: their repeats may be given back
     */
    public int of(long schedule, String reason) {
        recall.fire(new Recall(schedule));
        return database.inCurrent(connection -> {
            List<@Nullable Object[]> cancelled = new ArrayList<>();
            List<Boolean> slots = Jdbc.query(
                    connection,
                    UNSTARTED,
                    row -> {
                        cancelled.add(new @Nullable Object[] {reason, row.getLong("id")});
                        return row.getObject("planned_at") != null;
                    },
                    schedule);
            Jdbc.batch(connection, CANCEL.formatted(database.sql().nowExpression()), cancelled);
            return (int) slots.stream().filter(isSlot -> isSlot).count();
        });
    }
}
