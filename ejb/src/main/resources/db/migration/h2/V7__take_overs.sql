-- A run that was lost with its node before the node's next beat is not known to have started, and does not count as a loss; but it may have.
ALTER TABLE takt_task ADD COLUMN take_overs integer DEFAULT 0 NOT NULL;
