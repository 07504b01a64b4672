package dev.takt.web.deployed.app;

import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has time. */
@ApplicationScoped
public class Patience {
    /** Waits for what never comes, until it is interrupted. */
    @TaskFunction
    public void endure() throws InterruptedException {
        new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    }
}
