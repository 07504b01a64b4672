package dev.takt.api;

import java.util.List;

/**
 * A function that a schedule can call.
 *
 * @param name such as {@code math.copysign}
 * @param signature for people, such as {@code copysign(magnitude: double, sign: double)}
 * @param description from {@link TaskFunction#description()}, may be empty
 * @param nodes ids of the live nodes that have it
 */
public record FunctionInfo(String name, String signature, String description, List<Long> nodes) {}
