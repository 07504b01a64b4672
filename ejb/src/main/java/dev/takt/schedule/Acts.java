package dev.takt.schedule;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.audit.Audit;
import dev.takt.config.Unproxied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.function.Supplier;

/** Notes what is done to locked schedules, with the fields that it changed; what changed nothing was no act. */
@ApplicationScoped
@Unproxied
class Acts {
    private final Audit audit;

    @Inject
    Acts(Audit audit) {
        this.audit = audit;
    }

    /**
     * Changes a schedule and notes it.
     *
     * @param row as it is before
     * @param change gives it as it is after
     */
    ScheduleRow changing(Act act, ScheduleRow row, Supplier<ScheduleRow> change) {
        JsonObject before = Snapshot.of(row);
        ScheduleRow changed = change.get();
        JsonObject after = Snapshot.of(changed);
        if (!before.equals(after)) {
            audit.note(
                    act, AuditSubject.SCHEDULE, row.id(), Snapshot.where(before, after), Snapshot.where(after, before));
        }
        return changed;
    }

    void deleting(ScheduleRow row) {
        audit.note(Act.DELETE, AuditSubject.SCHEDULE, row.id(), Snapshot.of(row), null);
    }
}
