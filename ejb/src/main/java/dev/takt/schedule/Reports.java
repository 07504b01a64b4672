package dev.takt.schedule;

import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.Overview;
import dev.takt.api.Page;
import dev.takt.api.RunStats;
import dev.takt.audit.AuditEntries;
import dev.takt.config.Unproxied;
import dev.takt.stat.RunStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What was done, by people and by tasks: checks what is asked for, and reads it. */
@ApplicationScoped
@Unproxied
class Reports {
    private static final Duration DAY = Duration.ofDays(1);

    private final AuditEntries auditEntries;
    private final RunStatistics runStatistics;
    private final Overviews overviews;

    @Inject
    Reports(AuditEntries auditEntries, RunStatistics runStatistics, Overviews overviews) {
        this.auditEntries = auditEntries;
        this.runStatistics = runStatistics;
        this.overviews = overviews;
    }

    Overview overview() {
        return overviews.latest();
    }

    Page<AuditEntry> audit(AuditQuery query) {
        Ranges.check("limit", query.limit(), AuditQuery.MAX_LIMIT);
        if (query.subject() != null && query.subjectKind() == null) {
            throw Ranges.refused("subjectKind", "expected beside subject, was left out");
        }
        return auditEntries.list(query);
    }

    List<RunStats> runStats(Duration step, int steps) {
        checkMinutes("step", step);
        Ranges.check("steps", steps, DAY.toMinutes() / step.toMinutes());
        return runStatistics.bySteps(step, steps);
    }

    Map<String, RunStats> runStatsByFunction(Duration last) {
        checkMinutes("last", last);
        return runStatistics.byFunction(last);
    }

    private static void checkMinutes(String field, Duration length) {
        boolean whole = length.equals(Duration.ofMinutes(length.toMinutes()));
        if (!whole || length.compareTo(DAY) > 0 || length.toMinutes() < 1) {
            throw Ranges.refused(field, "expected whole minutes, PT1M to PT24H, was " + length);
        }
    }
}
