package dev.takt.sql;

import java.util.Collection;
import java.util.List;

/**
 * What a recording brought.
 *
 * @param recorded ids of the tasks whose outcome was recorded
 * @param turns of the schedules they belong to
 */
public record Completed(Collection<Long> recorded, List<Turn> turns) {}
