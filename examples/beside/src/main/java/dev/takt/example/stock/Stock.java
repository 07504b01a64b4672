package dev.takt.example.stock;

import dev.takt.api.DefaultSchedule;
import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;

/** A function that only this application has: every node may be asked for it, and this one runs it. */
@ApplicationScoped
public class Stock {
    /** Called "stock.count". */
    @TaskFunction(description = "counts what is on a shelf")
    @DefaultSchedule(name = "stock-taking", cron = "0 22 * * 5", args = "[\"A\"]", hook = "stock.counted")
    public int count(String shelf) {
        return 10 * shelf.length();
    }
}
