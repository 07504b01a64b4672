-- Takt's tables on H2 2.2 and later: the same as on PostgreSQL, without partial indexes.

-- The clock of the cluster: the database's, plus an offset that only tests set.
CREATE TABLE takt_clock_offset (microseconds bigint NOT NULL);
INSERT INTO takt_clock_offset VALUES (0);
CREATE VIEW takt_clock AS
    SELECT DATEADD(MICROSECOND, microseconds, CURRENT_TIMESTAMP(6)) AS now_at FROM takt_clock_offset;

CREATE SEQUENCE takt_schedule_seq START WITH 1 INCREMENT BY 1;
CREATE SEQUENCE takt_task_seq START WITH 1 INCREMENT BY 1;
CREATE SEQUENCE takt_signal_seq START WITH 1 INCREMENT BY 1;
CREATE SEQUENCE takt_audit_seq START WITH 1 INCREMENT BY 1;

-- A schedule: docs/semantics.md, section 2. Column defaults let a raw INSERT of func, args and type work.
-- Durations are ISO-8601 character varying, args a JSON array, kwargs a JSON object.
CREATE TABLE takt_schedule (
    id                  bigint DEFAULT NEXT VALUE FOR takt_schedule_seq PRIMARY KEY,
    name                varchar(200) CONSTRAINT takt_schedule_name UNIQUE,
    func                varchar(300) NOT NULL,
    hook                varchar(300),
    args                character varying,
    kwargs              character varying,
    schedule_type       varchar(2) DEFAULT 'O' NOT NULL,
    every               varchar(60),
    minutes             integer,
    cron                varchar(200),
    keep_day            integer,
    zone                varchar(60),
    repeats             bigint DEFAULT -1 NOT NULL,
    next_run            timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
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
    broken              character varying,
    last_task           bigint,
    last_run            timestamp(6) with time zone,
    success             boolean,
    last_success        timestamp(6) with time zone,
    failures_in_a_row   integer DEFAULT 0 NOT NULL,
    overdue_since       timestamp(6) with time zone,
    declared            character varying,
    created_at          timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP,
    created_by          varchar(100),
    updated_at          timestamp(6) with time zone,
    updated_by          varchar(100)
);
CREATE INDEX takt_schedule_due ON takt_schedule (priority, next_run);

-- A task: section 7. node NULL = waiting; the guard of every change is (id, node, fence).
CREATE TABLE takt_task (
    id            bigint DEFAULT NEXT VALUE FOR takt_task_seq PRIMARY KEY,
    schedule_id   bigint,
    generation    bigint,
    planned_at    timestamp(6) with time zone,
    name          varchar(300),
    task_group    varchar(300),
    func          varchar(300) NOT NULL,
    args          character varying,
    kwargs        character varying,
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
    queued_at     timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    started_at    timestamp(6) with time zone,
    finished_at   timestamp(6) with time zone,
    result        character varying,
    error_type    varchar(500),
    error_message character varying,
    error_stack   character varying,
    hook_pending  boolean DEFAULT false NOT NULL,
    hook_error    character varying,
    skipped_last  timestamp(6) with time zone,
    skipped_count bigint,
    CONSTRAINT takt_task_slot UNIQUE (schedule_id, generation, planned_at)
);
CREATE INDEX takt_task_waiting ON takt_task (node, finished_at, priority, run_after);
CREATE INDEX takt_task_state ON takt_task (state, id);
CREATE INDEX takt_task_group ON takt_task (task_group);

-- A running application with Takt in it. beat grows every 2 s; running lists what has started.
CREATE TABLE takt_node (
    id         bigint PRIMARY KEY,
    name       varchar(200) NOT NULL,
    cluster    varchar(100) NOT NULL,
    beat       bigint DEFAULT 0 NOT NULL,
    beat_at    timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    started_at timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    running    character varying,
    draining   boolean DEFAULT false NOT NULL
);

-- What each node can run.
CREATE TABLE takt_function (
    node        bigint NOT NULL,
    name        varchar(300) NOT NULL,
    signature   character varying NOT NULL,
    description character varying,
    PRIMARY KEY (node, name)
);

-- Orders to a node: cancel, withdraw, drain, wake.
CREATE TABLE takt_signal (
    id         bigint DEFAULT NEXT VALUE FOR takt_signal_seq PRIMARY KEY,
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
    lateness  character varying,
    duration  character varying,
    PRIMARY KEY (at_minute, node, func, outcome)
);

-- Who did what, when; written in the transaction of the act.
CREATE TABLE takt_audit (
    id           bigint DEFAULT NEXT VALUE FOR takt_audit_seq PRIMARY KEY,
    at           timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    who          varchar(100) NOT NULL,
    act          varchar(40) NOT NULL,
    subject_kind varchar(20) NOT NULL,
    subject      varchar(300) NOT NULL,
    before_act   character varying,
    after_act    character varying
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
