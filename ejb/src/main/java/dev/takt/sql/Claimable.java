package dev.takt.sql;

import java.util.Collection;

/**
 * What a node may claim.
 *
 * @param node its id
 * @param cluster its cluster's name
 * @param functions the names of the functions that it has
 */
public record Claimable(long node, String cluster, Collection<String> functions) {}
