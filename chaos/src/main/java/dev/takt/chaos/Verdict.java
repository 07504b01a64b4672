package dev.takt.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What has come of a scenario, counted in the database and said in a line for each kind. */
final class Verdict {
    private static final String HOOKS = """
            SELECT %s FROM (SELECT id, count(h.task) AS times FROM takt_task t LEFT JOIN chaos_hook h ON h.task = t.id
                WHERE t.hook IS NOT NULL AND t.finished_at IS NOT NULL GROUP BY id) each""";

    private Verdict() {}

    /**
     * Counts, and says it.
     *
     * @param recovered how long recovery took, in words
     * @param rested whether everything came to an end
     * @return what is wrong: promises that were not kept, or a control that has found nothing
     */
    static List<String> of(Cluster cluster, Scenario scenario, String recovered, boolean rested) throws SQLException {
        List<Count> counts = new ArrayList<>();
        try (Connection connection = cluster.connect()) {
            for (String kind : Count.KINDS) {
                counts.add(Count.of(connection, kind));
            }
        }
        counts.stream().filter(count -> count.wanted() > 0).forEach(count -> say(scenario, count, recovered));
        long unheard = cluster.number(HOOKS.formatted("count(*) FILTER (WHERE times = 0)"));
        long twice = cluster.number(HOOKS.formatted("count(*) FILTER (WHERE times > 1)"));
        Lines.say("%s hooks lost=%d twice=%d", scenario.name(), unheard, twice);
        return scenario.isControl()
                ? ofControl(scenario, counts)
                : ofPromises(scenario, counts, rested && unheard == 0);
    }

    private static List<String> ofControl(Scenario scenario, List<Count> counts) {
        boolean found = counts.stream()
                .anyMatch(count -> count.lost() > 0 || "transactional".equals(count.kind()) && count.doubled() > 0);
        return found ? List.of() : List.of(scenario.name());
    }

    private static List<String> ofPromises(Scenario scenario, List<Count> counts, boolean allEnded) {
        List<String> wrong = new ArrayList<>();
        counts.stream()
                .filter(count -> !count.isKept())
                .forEach(count -> wrong.add(scenario.name() + " " + count.kind()));
        if (!allEnded) {
            wrong.add(scenario.name());
        }
        return wrong;
    }

    private static void say(Scenario scenario, Count count, String recovered) {
        Lines.say(
                "%s %s lost=%d doubled=%d recovered_in=%s (of %d; unexplained=%d)",
                scenario.name(),
                count.kind(),
                count.lost(),
                count.doubled(),
                recovered,
                count.wanted(),
                count.unexplained());
    }
}
