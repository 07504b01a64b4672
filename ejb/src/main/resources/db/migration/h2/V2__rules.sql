-- Columns for overlap, the slot as an argument, tasks run again, and skipped slots that grow into one row.

-- serial: its schedule's tasks must not overlap; zone: of its schedule; retry_of: the finished task it repeats.
ALTER TABLE takt_task ADD COLUMN serial boolean DEFAULT false NOT NULL;
ALTER TABLE takt_task ADD COLUMN zone varchar(60);
ALTER TABLE takt_task ADD COLUMN retry_of bigint;
CREATE INDEX takt_task_serial ON takt_task (schedule_id, finished_at);

-- skipped_task: the SKIPPED task that grows as long as no slot of the schedule runs.
ALTER TABLE takt_schedule ADD COLUMN skipped_task bigint;
