package dev.takt.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The harness keeps what the servers promise: observers that wait for the commit. */
class TransactionsTest {
    @Test
    void anObserverOfTheCommitHearsAfterItAndOnlyThen() {
        try (TaktNode node =
                TaktNode.on(Setup.H2_HIBERNATE).with(Listener.class).start()) {
            Listener listener = node.get(Listener.class);

            List<String> within = node.inTransaction(() -> {
                listener.fire("kept");
                return listener.heard();
            });
            assertThrows(
                    IllegalStateException.class,
                    () -> node.inTransaction(() -> {
                        listener.fire("rolled back");
                        throw new IllegalStateException("roll back");
                    }));

            assertEquals(List.of(), within);
            assertEquals(List.of("kept"), listener.heard());
        }
    }

    /** Hears after the commit. */
    @ApplicationScoped
    static class Listener {
        private final List<String> heard = new ArrayList<>();

        @Inject
        Event<String> event;

        void fire(String what) {
            event.fire(what);
        }

        List<String> heard() {
            return List.copyOf(heard);
        }

        void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) String what) {
            heard.add(what);
        }
    }
}
