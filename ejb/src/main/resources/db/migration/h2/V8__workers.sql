-- How many tasks a node runs at once, and how many of these may be transactional: changed here, it learns of it with its next beat.
ALTER TABLE takt_node ADD COLUMN workers integer;
ALTER TABLE takt_node ADD COLUMN transactional_workers integer;
