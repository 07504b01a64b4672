package dev.takt.web.orders;

import dev.takt.api.Scheduler;
import dev.takt.web.security.Role;
import java.util.function.BiConsumer;

/** What can be ordered for a node. */
enum NodeOrder implements Order {
    DRAIN("drain", Scheduler::drain),
    UNDRAIN("undrain", Scheduler::undrain);

    private final String button;
    private final BiConsumer<Scheduler, Long> order;

    NodeOrder(String button, BiConsumer<Scheduler, Long> order) {
        this.button = button;
        this.order = order;
    }

    @Override
    public String button() {
        return button;
    }

    @Override
    public Role role() {
        return Role.OPERATOR;
    }

    @Override
    public Object carryOut(Scheduler scheduler, long id) {
        order.accept(scheduler, id);
        return id;
    }
}
