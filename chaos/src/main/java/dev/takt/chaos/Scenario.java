package dev.takt.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Something that goes wrong, and with whom.
 *
 * @param name of the scenario
 * @param nodes how many there are
 * @param plan what they have to do meanwhile
 * @param disturbance what goes wrong
 * @param ofLastNode the environment that the last node has for itself
 * @param controls packages that switch something of Takt off: then the counts must find that
 */
record Scenario(
        String name,
        int nodes,
        Plan plan,
        Disturbance disturbance,
        Map<String, String> ofLastNode,
        List<String> controls) {
    Scenario(String name, int nodes, Plan plan, Disturbance disturbance) {
        this(name, nodes, plan, disturbance, Map.of(), List.of());
    }

    Scenario without(String switchedOff) {
        return new Scenario(name, nodes, plan, disturbance, ofLastNode, List.of(switchedOff));
    }

    Scenario withLastNodeIn(Map<String, String> environment) {
        return new Scenario(name, nodes, plan, disturbance, environment, controls);
    }

    /** Nothing goes wrong, and settings of its own. */
    static Scenario soak() {
        return new Scenario(
                Soak.NAME, 2, new Plan(0, 0, Duration.ZERO), (cluster, recovery) -> {}, Map.of(), List.of());
    }

    boolean isSoak() {
        return Soak.NAME.equals(name);
    }

    /** All rows are kept, to be counted; but for the soak, which shows that they are not kept for ever. */
    Map<String, String> settings() {
        return isSoak()
                ? Map.of("takt.save-limit", Integer.toString(Soak.KEPT_PER_SCHEDULE))
                : Map.of("takt.save-limit", "0", "takt.keep-failures", "1000000", "takt.keep", "P1D");
    }

    boolean isControl() {
        return !controls.isEmpty();
    }
}
