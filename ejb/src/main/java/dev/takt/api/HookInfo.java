package dev.takt.api;

/**
 * A hook that somebody observes on this node.
 *
 * @param name such as {@code hooks.printResult}
 * @param observers how many observer methods it has
 */
public record HookInfo(String name, int observers) {}
