package dev.takt.web.deployed.app;

import dev.takt.api.TaskFunction;
import jakarta.batch.api.Batchlet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The step of the batch job "reminders", which has nothing to do and waits until it is stopped. */
@Named
@ApplicationScoped
public class Reminders implements Batchlet {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Override
    public String process() throws InterruptedException {
        started.incrementAndGet();
        stopped.await();
        ended.incrementAndGet();
        return "STOPPED";
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    /** How many have started. */
    @TaskFunction
    public int started() {
        return started.get();
    }

    /** How many have ended. */
    @TaskFunction
    public int ended() {
        return ended.get();
    }
}
