-- Most groups are nothing but the schedule's id, which the key of slots finds as well: no entry for those.
DROP INDEX takt_task_group;
CREATE INDEX takt_task_group ON takt_task (task_group)
    WHERE task_group IS NOT NULL AND (schedule_id IS NULL OR task_group <> CAST(schedule_id AS varchar(20)));

-- A queue's table: dead rows are cleaned up by count, not by share. Each run leaves one in each table.
ALTER TABLE takt_task SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE takt_schedule SET (autovacuum_analyze_scale_factor = 0.05);
