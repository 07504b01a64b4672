-- What a signal says beside its subject: for a cancelled or withdrawn task, the reason that people read.
ALTER TABLE takt_signal ADD COLUMN detail varchar(300);
