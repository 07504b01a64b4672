package dev.takt.builtin;

/**
 * How a batch job ended.
 *
 * @param executionId of the job's execution, as the job operator counts them
 * @param batchStatus {@code COMPLETED}: any other end is the task's failure
 * @param exitStatus the job's own, or the batch status if it sets none
 */
public record JobResult(long executionId, String batchStatus, String exitStatus) {}
