package dev.takt.sql;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What a node may claim.
 *
 * @param node its id
 * @param cluster its cluster's name
 * @param functions the names of the functions that it has
 * @param dueSince only what is due since then is looked at; null for everything
 */
public record Claimable(
        long node,
        String cluster,
        Collection<String> functions,
        @Nullable Instant dueSince) {}
