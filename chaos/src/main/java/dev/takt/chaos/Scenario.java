package dev.takt.chaos;

import java.util.List;
import java.util.Map;

/**
 * Something that goes wrong, and with whom.
 *
 * @param name of the scenario
 * @param nodes how many there are
 * @param plan what they have to do meanwhile
 * @param disturbance what goes wrong
 * @param settings of the nodes
 * @param ofLastNode the environment that the last node has for itself
 * @param controls packages that switch something of Takt off: then the counts must find that
 */
record Scenario(
        String name,
        int nodes,
        Plan plan,
        Disturbance disturbance,
        Map<String, String> settings,
        Map<String, String> ofLastNode,
        List<String> controls) {
    /**
     * All rows are kept, to be counted. Slow tasks, which only wait, leave workers for the quick ones even while one node of three is
     * away: what is left over would be caught up with all that the processors have, and nodes could not start beside it.
     */
    private static final Map<String, String> KEEP_ALL = Map.of(
            "takt.save-limit", "0",
            "takt.keep-failures", "1000000",
            "takt.keep", "P1D",
            "takt.workers", "16",
            "takt.transactional-workers", "8");

    Scenario(String name, int nodes, Plan plan, Disturbance disturbance) {
        this(name, nodes, plan, disturbance, KEEP_ALL, Map.of(), List.of());
    }

    Scenario without(String switchedOff) {
        return new Scenario(name, nodes, plan, disturbance, settings, ofLastNode, List.of(switchedOff));
    }

    Scenario withLastNodeIn(Map<String, String> environment) {
        return new Scenario(name, nodes, plan, disturbance, settings, environment, controls);
    }

    boolean isControl() {
        return !controls.isEmpty();
    }
}
