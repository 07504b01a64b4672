-- Most schedules have no name, and each run would enter them into the index of names again.
ALTER TABLE takt_schedule DROP CONSTRAINT takt_schedule_name;
CREATE UNIQUE INDEX takt_schedule_name ON takt_schedule (name) WHERE name IS NOT NULL;
