package dev.takt.api;

/** What happens to a slot that is due while an earlier task of its schedule is unfinished. Source: SEMANTICS, section 2. */
public enum Overlap {
    /** It runs beside the earlier one. */
    ALLOW,
    /** It is skipped and recorded as such. */
    SKIP,
    /** It runs when the earlier one has ended: one after the other. */
    WAIT
}
