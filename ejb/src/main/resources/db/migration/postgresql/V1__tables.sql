-- Takt's tables on PostgreSQL 14 and later.

-- The clock of the cluster: the database's, plus an offset that only tests set (takt.clock_offset, an interval).
CREATE FUNCTION takt_now() RETURNS timestamp with time zone LANGUAGE sql STABLE AS
$$ SELECT now() + coalesce(nullif(current_setting('takt.clock_offset', true), ''), '0')::interval $$;

CREATE SEQUENCE takt_schedule_seq START WITH 1 INCREMENT BY 1;
CREATE SEQUENCE takt_task_seq START WITH 1 INCREMENT BY 1;
CREATE SEQUENCE takt_signal_seq START WITH 1 INCREMENT BY 1;
CREATE SEQUENCE takt_audit_seq START WITH 1 INCREMENT BY 1;

-- A schedule: docs/semantics.md, section 2. Column defaults let a raw INSERT of func, args and type work.
-- Durations are ISO-8601 text, args a JSON array, kwargs a JSON object.
CREATE TABLE takt_schedule (
    id                  bigint DEFAULT nextval('takt_schedule_seq') PRIMARY KEY,
    name                varchar(200) CONSTRAINT takt_schedule_name UNIQUE,
    func                varchar(300) NOT NULL,
    hook                varchar(300),
    args                text,
    kwargs              text,
    schedule_type       varchar(2) DEFAULT 'O' NOT NULL,
    every               varchar(60),
    minutes             integer,
    cron                varchar(200),
    keep_day            integer,
    zone                varchar(60),
    repeats             bigint DEFAULT -1 NOT NULL,
    next_run            timestamp(6) with time zone DEFAULT takt_now() NOT NULL,
    moved_from          timestamp(6),
    until_at            timestamp(6) with time zone,
    catch_up            boolean,
    max_lateness        varchar(60),
    overlap             varchar(5) DEFAULT 'ALLOW' NOT NULL,
    jitter              varchar(60),
    success_within      varchar(60),
    failing_after       integer DEFAULT 3 NOT NULL,
    paused              boolean DEFAULT false NOT NULL,
    cluster             varchar(100),
    intended_date_kwarg varchar(100),
    task_group          varchar(300),
    task_name           varchar(300),
    timeout             varchar(60),
    max_attempts        integer,
    retry_delay         varchar(60),
    priority            smallint DEFAULT 1 NOT NULL,
    save                boolean DEFAULT true NOT NULL,
    generation          bigint DEFAULT 0 NOT NULL,
    version             bigint DEFAULT 0 NOT NULL,
    broken              text,
    last_task           bigint,
    last_run            timestamp(6) with time zone,
    success             boolean,
    last_success        timestamp(6) with time zone,
    failures_in_a_row   integer DEFAULT 0 NOT NULL,
    overdue_since       timestamp(6) with time zone,
    declared            text,
    created_at          timestamp(6) with time zone DEFAULT takt_now(),
    created_by          varchar(100),
    updated_at          timestamp(6) with time zone,
    updated_by          varchar(100)
);
CREATE INDEX takt_schedule_due ON takt_schedule (priority, next_run)
    WHERE repeats <> 0 AND NOT paused AND broken IS NULL;
-- Each run leaves a dead index entry: clean up by count, not by share.
ALTER TABLE takt_schedule SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- A task: section 7. node NULL = waiting; the guard of every change is (id, node, fence).
CREATE TABLE takt_task (
    id            bigint DEFAULT nextval('takt_task_seq') PRIMARY KEY,
    schedule_id   bigint,
    generation    bigint,
    planned_at    timestamp(6) with time zone,
    name          varchar(300),
    task_group    varchar(300),
    func          varchar(300) NOT NULL,
    args          text,
    kwargs        text,
    hook          varchar(300),
    state         varchar(9) NOT NULL,
    priority      smallint DEFAULT 1 NOT NULL,
    run_after     timestamp(6) with time zone,
    cluster       varchar(100),
    node          bigint,
    fence         integer DEFAULT 0 NOT NULL,
    failures      integer DEFAULT 0 NOT NULL,
    losses        integer DEFAULT 0 NOT NULL,
    started_mark  integer DEFAULT 0 NOT NULL,
    timeout       varchar(60),
    max_attempts  integer,
    retry_delay   varchar(60),
    save          boolean DEFAULT true NOT NULL,
    intended_date_kwarg varchar(100),
    queued_at     timestamp(6) with time zone DEFAULT takt_now() NOT NULL,
    started_at    timestamp(6) with time zone,
    finished_at   timestamp(6) with time zone,
    result        text,
    error_type    varchar(500),
    error_message text,
    error_stack   text,
    hook_pending  boolean DEFAULT false NOT NULL,
    hook_error    text,
    skipped_last  timestamp(6) with time zone,
    skipped_count bigint,
    CONSTRAINT takt_task_slot UNIQUE (schedule_id, generation, planned_at)
);
CREATE INDEX takt_task_waiting ON takt_task (priority, run_after) WHERE node IS NULL AND finished_at IS NULL;
CREATE INDEX takt_task_node ON takt_task (node) WHERE finished_at IS NULL OR hook_pending;
CREATE INDEX takt_task_failed ON takt_task (id) WHERE state = 'FAILED';
CREATE INDEX takt_task_group ON takt_task (task_group) WHERE task_group IS NOT NULL;

-- A running application with Takt in it. beat grows every 2 s; running lists what has started.
CREATE TABLE takt_node (
    id         bigint PRIMARY KEY,
    name       varchar(200) NOT NULL,
    cluster    varchar(100) NOT NULL,
    beat       bigint DEFAULT 0 NOT NULL,
    beat_at    timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    started_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    running    text,
    draining   boolean DEFAULT false NOT NULL
);

-- What each node can run.
CREATE TABLE takt_function (
    node        bigint NOT NULL,
    name        varchar(300) NOT NULL,
    signature   text NOT NULL,
    description text,
    PRIMARY KEY (node, name)
);

-- Orders to a node: cancel, withdraw, drain, wake.
CREATE TABLE takt_signal (
    id         bigint DEFAULT nextval('takt_signal_seq') PRIMARY KEY,
    node       bigint NOT NULL,
    kind       varchar(20) NOT NULL,
    subject    bigint,
    created_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE INDEX takt_signal_node ON takt_signal (node, id);

-- Counts per minute: feed every chart; histograms are comma-separated bucket counts.
CREATE TABLE takt_stat (
    at_minute timestamp(6) with time zone NOT NULL,
    node      bigint NOT NULL,
    func      varchar(300) NOT NULL,
    outcome   varchar(9) NOT NULL,
    runs      bigint NOT NULL,
    lateness  text,
    duration  text,
    PRIMARY KEY (at_minute, node, func, outcome)
);

-- Who did what, when; written in the transaction of the act.
CREATE TABLE takt_audit (
    id           bigint DEFAULT nextval('takt_audit_seq') PRIMARY KEY,
    at           timestamp(6) with time zone DEFAULT takt_now() NOT NULL,
    who          varchar(100) NOT NULL,
    act          varchar(40) NOT NULL,
    subject_kind varchar(20) NOT NULL,
    subject      varchar(300) NOT NULL,
    before_act   text,
    after_act    text
);
CREATE INDEX takt_audit_subject ON takt_audit (subject_kind, subject, id);

-- Who may log in; role: takt-admin, takt-operator or takt-viewer.
CREATE TABLE takt_user (
    name          varchar(100) PRIMARY KEY,
    password_hash varchar(500) NOT NULL,
    role          varchar(20) NOT NULL,
    failed_logins integer DEFAULT 0 NOT NULL,
    locked_until  timestamp(6) with time zone,
    created_at    timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
