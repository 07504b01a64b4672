package dev.takt.harness;

import dev.takt.api.TaskFinished;
import dev.takt.api.TaskFunction;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The function {@code work.do}, which does what the test wants done while it runs, and an observer of its tasks. */
@Named("work")
@Singleton
public class Work {
    private final List<Long> heard = new ArrayList<>();
    private Runnable during = () -> {};
    private int runs;

    @TaskFunction("work.do")
    public void run() {
        runs++;
        during.run();
    }

    void finished(@Observes TaskFinished finished) {
        if (finished.task().func().equals("work.do")) {
            heard.add(finished.task().id());
        }
    }

    public void during(Runnable deed) {
        during = deed;
    }

    public int runs() {
        return runs;
    }

    /** The ids of those that have finished. */
    public List<Long> heard() {
        return heard;
    }
}
