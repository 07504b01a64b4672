package dev.takt.sql;

/**
 * For how many a claim has room.
 *
 * @param all how many in all
 * @param share how many of them are left to each lower class of priority that has so many due: a tenth
 */
public record Room(int all, int share) {
    private static final int TENTH = 10;

    /**
     * Room for so many.
     *
     * @param limit 1 or more
     * @return with a share for each class
     */
    public static Room of(int limit) {
        return new Room(limit, limit / TENTH);
    }
}
