package dev.takt.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.bench.engine.Engines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void everythingByDefault() {
        Options options = Options.read(key -> null);
        assertEquals(Workloads.NAMES, options.workloads());
        assertEquals(Engines.NAMES, options.engines());
        assertEquals(3, options.rounds());
        assertEquals(50_000, options.scaled(50_000));
    }

    @Test
    void aFamilyIsAllItsWays() {
        Options options = Options.read(Map.of("bench.engines", "takt, db-scheduler")::get);
        assertEquals(List.of("takt", "db-scheduler-lock-and-fetch", "db-scheduler-fetch"), options.engines());
    }

    @Test
    void atASmallScaleThereIsAtLeastOne() {
        assertEquals(1, Options.read(Map.of("bench.scale", "0.01")::get).scaled(30));
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Options.read(Map.of("bench.engines", "cron")::get));
        assertTrue(refused.getMessage().contains("bench.engines"));
        assertTrue(refused.getMessage().contains("quartz"));
        assertTrue(refused.getMessage().contains("\"cron\""));
    }

    @Test
    void aNumberOutOfRangeIsRefused() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Options.read(Map.of("bench.rounds", "0")::get));
        assertTrue(refused.getMessage().contains("from 1"));
    }
}
