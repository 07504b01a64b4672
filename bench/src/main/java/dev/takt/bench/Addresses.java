package dev.takt.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is asked for at the pages and by REST: each list as it comes, with each filter, in each order, and its polled part. */
final class Addresses {
    private static final List<String> OTHERS = List.of(
            "dashboard.xhtml",
            "dashboard.xhtml?span=day",
            "functions.xhtml",
            "nodes.xhtml",
            "users.xhtml",
            "settings.xhtml");
    private static final List<String> SORTS = List.of(
            "sort=id",
            "sort=name",
            "sort=-name",
            "sort=nextRun",
            "sort=-nextRun",
            "sort=func",
            "sort=-func",
            "sort=lastRun",
            "sort=-lastRun");
    private static final List<String> OF_SCHEDULES = List.of(
            "func=math.sqrt",
            "func=gone.away",
            "func=no.such",
            "type=CRON",
            "type=YEARLY",
            "cluster=east",
            "cluster=west",
            "condition=ACTIVE",
            "condition=PAUSED",
            "condition=FINISHED",
            "condition=WAITING_FOR_FUNCTION",
            "condition=BROKEN",
            "condition=OVERDUE",
            "condition=FAILING",
            "name=mail",
            "name=nobody%20has%20it",
            "condition=PAUSED&sort=name",
            "condition=PAUSED&sort=nextRun",
            "condition=WAITING_FOR_FUNCTION&sort=nextRun",
            "func=no.such&sort=name",
            "func=no.such&sort=nextRun",
            "name=nobody%20has%20it&sort=func",
            "condition=FAILING&sort=nextRun",
            "condition=BROKEN&sort=name");
    private static final List<String> OF_TASKS = List.of(
            "sort=id",
            "schedule=1",
            "schedule=77",
            "schedule=77&sort=id",
            "schedule=99",
            "schedule=99&state=SUCCEEDED",
            "state=WAITING",
            "state=CLAIMED",
            "state=RUNNING",
            "state=SUCCEEDED",
            "state=FAILED",
            "state=CANCELLED",
            "state=SKIPPED",
            "state=FAILED&sort=id",
            "state=SKIPPED&sort=id",
            "func=math.sqrt",
            "func=no.such",
            "func=no.such&sort=id",
            "group=batch-7",
            "group=77",
            "group=99",
            "group=none",
            "node=2",
            "node=9");
    private static final List<String> OF_AUDIT = List.of(
            "who=operator7",
            "who=nobody",
            "act=PAUSE",
            "act=DRAIN",
            "kind=SCHEDULE",
            "kind=TASK",
            "kind=NODE",
            "kind=SCHEDULE&subject=77");

    private Addresses() {}

    /** At this moment, of lists with so many tasks. */
    static List<String> all(Instant now, int tasks) {
        String since =
                now.minus(10, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString();
        String local = since.substring(0, since.length() - 1);
        List<String> all = new ArrayList<>(OTHERS);
        all.addAll(list(
                "schedules.xhtml",
                Stream.concat(SORTS.stream(), OF_SCHEDULES.stream()).toList()));
        all.addAll(list("tasks.xhtml", OF_TASKS));
        all.addAll(list(
                "tasks.xhtml",
                List.of(
                        "since=" + local,
                        "until=" + local,
                        "since=" + local + "&until=" + local,
                        "words=host%207",
                        "words=nothing%20like%20it",
                        "before=" + tasks / 2)));
        all.addAll(list("audit.xhtml", OF_AUDIT));
        Stream.of(
                        "schedule.xhtml?id=1",
                        "schedule.xhtml?id=77",
                        "schedule.xhtml?id=99",
                        "task.xhtml?id=" + (tasks / 100 * 50 + 1))
                .forEach(all::add);
        Stream.of(
                        "dashboard.xhtml?",
                        "schedules.xhtml?",
                        "tasks.xhtml?",
                        "nodes.xhtml?",
                        "audit.xhtml?",
                        "schedule.xhtml?id=1&")
                .map(page -> page + "part=list")
                .forEach(all::add);
        all.addAll(list("api/v1/schedules", SORTS));
        all.addAll(list("api/v1/tasks", List.of("sort=id", "state=FAILED", "limit=500")));
        Stream.of("overview", "status", "stats", "stats/functions", "audit", "functions", "nodes")
                .map(of -> "api/v1/" + of)
                .forEach(all::add);
        return all.stream().distinct().toList();
    }

    private static List<String> list(String page, List<String> queries) {
        return Stream.concat(Stream.of(page), queries.stream().map(query -> page + "?" + query))
                .toList();
    }
}
