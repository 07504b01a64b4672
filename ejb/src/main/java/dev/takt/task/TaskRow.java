package dev.takt.task;

import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.api.TaskState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code takt_task}, for reading: claims and completions write by plain statements. */
@Entity
@Table(name = "takt_task")
@SuppressWarnings("NullAway.Init") // the provider fills the fields
public class TaskRow {
    @Id
    private long id;

    @Column(name = "schedule_id")
    private @Nullable Long schedule;

    private @Nullable Long generation;

    @Column(name = "planned_at")
    private @Nullable Instant slot;

    private @Nullable String name;

    @Column(name = "task_group")
    private @Nullable String group;

    private String func;
    private @Nullable String args;
    private @Nullable String kwargs;
    private @Nullable String hook;

    @Enumerated(EnumType.STRING)
    private TaskState state;

    private @Nullable Long node;
    private int failures;
    private int losses;

    @Column(name = "queued_at")
    private Instant queuedAt;

    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    private @Nullable String result;

    @Column(name = "error_type")
    private @Nullable String errorType;

    @Column(name = "error_message")
    private @Nullable String errorMessage;

    @Column(name = "error_stack")
    private @Nullable String errorStack;

    @Column(name = "hook_error")
    private @Nullable String hookError;

    @Column(name = "skipped_last")
    private @Nullable Instant skippedLast;

    @Column(name = "skipped_count")
    private @Nullable Long skippedCount;

    @Column(name = "retry_of")
    private @Nullable Long retryOf;

    /** For the provider only. */
    protected TaskRow() {}

    long id() {
        return id;
    }

    /** The task as the API shows it. */
    Task view(boolean running) {
        return new Task(
                id,
                schedule,
                generation,
                slot,
                name,
                group,
                func,
                args,
                kwargs,
                hook,
                state == TaskState.CLAIMED && running ? TaskState.RUNNING : state,
                node,
                failures,
                losses,
                queuedAt,
                startedAt,
                finishedAt,
                result,
                error(),
                hookError,
                skippedLast,
                skippedCount,
                retryOf);
    }

    private @Nullable TaskError error() {
        return errorType == null && errorMessage == null
                ? null
                : new TaskError(errorType, Objects.requireNonNullElse(errorMessage, ""), errorStack);
    }
}
