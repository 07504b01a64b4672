package dev.takt.sql;

import org.jspecify.annotations.Nullable;

/**
 * What is run, and how: all that a task takes from its schedule or its call, so that the schedule may go.
 *
 * @param name in lists
 * @param group or null
 * @param func the function's name
 * @param args JSON array, or null
 * @param kwargs JSON object, or null
 * @param hook or null
 * @param priority 0, 1 or 2
 * @param cluster or null for any
 * @param timeout ISO-8601 duration, or null
 * @param maxAttempts or null for the configured number
 * @param retryDelay ISO-8601 duration, or null
 * @param save whether a success leaves its row
 * @param intendedDateKwarg name of the parameter that receives the slot, or null
 * @param zone of the schedule, or null for the configured one
 * @param serial whether tasks of its schedule must not overlap
 */
public record ToRun(
        @Nullable String name,
        @Nullable String group,
        String func,
        @Nullable String args,
        @Nullable String kwargs,
        @Nullable String hook,
        int priority,
        @Nullable String cluster,
        @Nullable String timeout,
        @Nullable Integer maxAttempts,
        @Nullable String retryDelay,
        boolean save,
        @Nullable String intendedDateKwarg,
        @Nullable String zone,
        boolean serial) {}
