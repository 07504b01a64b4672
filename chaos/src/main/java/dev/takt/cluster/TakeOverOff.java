package dev.takt.cluster;

import dev.takt.config.NodeClock;
import dev.takt.config.TaktConfig;
import dev.takt.config.Tallies;
import dev.takt.sql.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import jakarta.inject.Inject;

/** A control: nobody takes over what a lost node had. Tasks must be lost then. */
@ApplicationScoped
@Specializes
public class TakeOverOff extends LostTasks {
    /** For the container's proxies only. */
    protected TakeOverOff() {}

    @Inject
    TakeOverOff(Database database, Node node, NodeClock clock, TaktConfig config, Tallies tallies) {
        super(database, node, clock, config, tallies);
    }

    @Override
    public int takeOver() {
        return 0;
    }
}
