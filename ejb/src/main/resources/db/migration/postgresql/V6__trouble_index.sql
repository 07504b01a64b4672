-- What needs attention is found without reading the other schedules. Most have no hook, and are in no trouble.
CREATE INDEX takt_schedule_trouble ON takt_schedule (id)
    WHERE broken IS NOT NULL OR overdue_since IS NOT NULL OR failures_in_a_row >= failing_after;
CREATE INDEX takt_schedule_hook ON takt_schedule (hook) WHERE hook IS NOT NULL;
