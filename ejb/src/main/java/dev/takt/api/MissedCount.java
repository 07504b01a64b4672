package dev.takt.api;

/**
 * What was missed, to decide between {@link Missed#SKIP} and {@link Missed#BY_RULE} before a schedule is resumed. Source:
 * SEMANTICS, section 5.
 *
 * @param missed how many slots are due; above 100,000 it reads "more than"
 * @param runByRule how many of them would run by the rules of missed slots
 */
public record MissedCount(long missed, long runByRule) {}
