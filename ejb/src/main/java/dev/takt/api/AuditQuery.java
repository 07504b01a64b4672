package dev.takt.api;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit to list, newest first. A null field does not restrict. A page looks at no more than 100,000 entries for
 * what no index finds: all but one subject. It may have fewer items than asked for, or none, and yet a next page.
 *
 * <pre>{@code
 * scheduler.audit(AuditQuery.of(AuditSubject.SCHEDULE, "7", 50)).items()
 *         .forEach(entry -> log.info(entry.who() + " " + entry.act() + " " + entry.before() + " -> " + entry.after()));
 * }</pre>
 *
 * @param subjectKind only acts on such subjects
 * @param subject only acts on this one; wants {@code subjectKind}
 * @param who only what this caller did
 * @param act only such acts
 * @param before only entries with a smaller id ({@link Page#next()})
 * @param limit 1 to 500
 */
public record AuditQuery(
        @Nullable AuditSubject subjectKind,
        @Nullable String subject,
        @Nullable String who,
        @Nullable Act act,
        @Nullable Long before,
        int limit) {
    /** The most rows that one page can have. */
    public static final int MAX_LIMIT = 500;

    /**
     * Everything.
     *
     * @param limit 1 to 500
     * @return the newest entries
     */
    public static AuditQuery newest(int limit) {
        return new AuditQuery(null, null, null, null, null, limit);
    }

    /**
     * What was done to one subject.
     *
     * @param kind what it is
     * @param subject its id, or its name
     * @param limit 1 to 500
     * @return its newest entries
     */
    public static AuditQuery of(AuditSubject kind, String subject, int limit) {
        return new AuditQuery(kind, subject, null, null, null, limit);
    }
}
