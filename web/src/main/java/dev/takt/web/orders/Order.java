package dev.takt.web.orders;

import dev.takt.api.Scheduler;
import dev.takt.web.security.Role;
import java.util.Optional;
import java.util.stream.Stream;

/** What a button orders for a schedule, a task or a node. Wants the role that REST wants for the same. */
interface Order {
    /** The name of the button. */
    String button();

    Role role();

    /**
     * Does it.
     *
     * @return what became of it
     */
    Object carryOut(Scheduler scheduler, long id);

    /** The page that shows what is left if the one that it was ordered at is gone with its subject. */
    default Optional<String> leadsTo(String page) {
        return Optional.empty();
    }

    static Optional<Order> named(String button) {
        return Stream.of(ScheduleOrder.values(), TaskOrder.values(), NodeOrder.values())
                .<Order>flatMap(Stream::of)
                .filter(order -> order.button().equals(button))
                .findFirst();
    }
}
