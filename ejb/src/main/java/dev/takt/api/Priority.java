package dev.takt.api;

/**
 * Which due tasks are started first. A lower class always gets at least a tenth of each claim. Source: SEMANTICS,
 * section 2; ARCHITECTURE, section 4. In the tables a priority stands as its rank.
 */
public enum Priority {
    /** Before the others. */
    HIGH,
    /** The default. */
    NORMAL,
    /** After the others. */
    LOW;

    /**
     * Its place.
     *
     * @return 0 for HIGH, 1 for NORMAL, 2 for LOW
     */
    public int rank() {
        return switch (this) {
            case HIGH -> 0;
            case NORMAL -> 1;
            case LOW -> 2;
        };
    }
}
