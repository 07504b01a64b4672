package dev.takt.config;

/** Something may be due now: fired in the transaction that makes it so, heard after its commit. */
public record WorkWanted() {}
