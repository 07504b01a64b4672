package dev.takt.cluster;

/**
 * The others took this node for dead, and it goes on under a new id: what is queued belongs to them.
 *
 * @param oldId under which the queued tasks were claimed
 */
public record NodeDeclaredDead(long oldId) {}
