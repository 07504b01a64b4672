package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Every page, what unfolds on it and what goes wrong on it, looked at by axe-core: light, dark and on a phone. */
interface LooksOfPages extends Deployed {
    /** What the form of a schedule gets piece by piece: looked at as a part of that form. */
    List<String> PIECES = List.of("preview.xhtml", "arguments.xhtml");

    /** What a page looks like does not depend on the database, and these take minutes. */
    private void onOneDatabaseIsEnough() {
        assumeFalse(isOnPostgresql(), "looked at on H2");
    }

    @Test
    default void everyPageIsFineInEveryLook() {
        onOneDatabaseIsEnough();
        try (Browser browser = browser();
                Sample sample = Sample.madeBy(admin())) {
            look(browser, "login.xhtml", page -> {});
            browser.logIn("admin", "secret");
            List<String> addresses = new ArrayList<>(List.of(
                    "dashboard.xhtml?span=day",
                    "schedules.xhtml?sort=-nextRun",
                    "schedules.xhtml?name=there%20is%20none",
                    "tasks.xhtml?words=there%20is%20none",
                    "audit.xhtml?who=there%20is%20none",
                    "edit.xhtml",
                    "edit.xhtml?copy=" + sample.schedule()));
            Pages.withLeastRole().keySet().stream()
                    .filter(page -> !page.equals("login.xhtml") && !PIECES.contains(page))
                    .map(sample::address)
                    .forEach(addresses::add);
            addresses.forEach(address -> look(browser, address, page -> {}));
        }
    }

    @Test
    default void whatUnfoldsIsFineInEveryLook() {
        onOneDatabaseIsEnough();
        try (Browser browser = browser().logIn("admin", "secret");
                Sample sample = Sample.madeBy(admin())) {
            look(browser, "schedules.xhtml", page -> page.press(".ticked summary"));
            look(browser, "tasks.xhtml", page -> page.press(".ticked summary"));
            look(browser, sample.address("schedule.xhtml"), page -> page.press(".deeds summary"));
            look(browser, sample.address("task.xhtml"), page -> page.press(".deeds summary"));
            look(browser, "users.xhtml", page -> page.press("td summary"));
            look(browser, "audit.xhtml?kind=SCHEDULE&subject=" + sample.schedule(), page -> page.press("td summary"));
            for (String type : List.of("INTERVAL", "MINUTES", "CRON", "MONTHLY")) {
                look(browser, "edit.xhtml?func=math.copysign", form -> {
                    form.choose("type", type);
                    form.press("details summary");
                });
            }
        }
    }

    @Test
    default void whatGoesWrongIsFineInEveryLook() {
        onOneDatabaseIsEnough();
        try (Browser browser = browser();
                Sample sample = Sample.madeBy(admin())) {
            look(browser, "login.xhtml", page -> {
                page.enter("nobody", "guess");
                page.awaitText("#login .error", "Wrong name");
            });
            browser.logIn("admin", "secret");
            look(browser, "edit.xhtml", form -> {
                form.type("zone", "Mars/Phobos");
                form.press("button[name=store]");
                form.awaitText("#zone-more .problem", "Mars/Phobos");
                form.awaitText("#slots .problem", "Mars/Phobos");
            });
            look(browser, "import.xhtml", page -> {
                page.type("json", "{\"schedules\": [{\"func\": \"math.squirt\"}]}");
                page.press("button[name=store]");
                page.awaitText(".notice", "math.squirt");
            });
            look(browser, "users.xhtml", page -> {
                page.type("name", "carla");
                page.type("password", "short");
                page.press("button[name=create]");
                page.awaitText("#messages", "Expected a password");
            });
            look(browser, "task.xhtml?id=999999999", page -> page.awaitText("h1", "Not found"));
            look(browser, "import.xhtml", page -> {
                page.outdate();
                page.press("button[name=store]");
                page.awaitText("h1", "This page is too old");
            });
            look(browser, sample.address("edit.xhtml"), form -> {
                sample.changedMeanwhile();
                form.press("button[name=store]");
                form.awaitText(".notice", "admin changed this schedule");
            });
        }
    }

    @Test
    default void whatNeedsAttentionIsFineInEveryLook() {
        onOneDatabaseIsEnough();
        insert(1, "math.sqrt", "D", true);
        insert(2, "nobody.has", "D", false);
        insert(3, "math.sqrt", "XX", false);
        JsonObject failing = admin().schedule(
                        "{\"name\": \"looked at 4\", \"func\": \"math.sqrt\", \"args\": [-9], \"type\": \"DAILY\"}");
        try (Browser browser = browser().logIn("admin", "secret")) {
            Rest.await(Duration.ofSeconds(10), () -> named(3).getString("state"), state -> state.equals("BROKEN"));
            String task = admin().endedTasksOf(failing.getJsonNumber("id").longValue(), 1, Duration.ofSeconds(10))
                    .get(0)
                    .get("id")
                    .toString();
            look(browser, "dashboard.xhtml", page -> page.awaitText(".attention", "nobody.hears"));
            look(browser, "functions.xhtml", page -> page.awaitText(".notice", "nobody.hears"));
            look(browser, "schedules.xhtml?name=looked", page -> page.awaitText("table", "Broken"));
            look(browser, "task.xhtml?id=" + task, page -> page.awaitText("#list", "Stack trace"));
            for (int i = 1; i <= 4; i++) {
                look(browser, "schedule.xhtml?id=" + named(i).get("id"), page -> page.awaitText("h1", "looked at"));
            }
        } finally {
            execute("DELETE FROM takt_schedule WHERE name LIKE 'looked at %'");
        }
    }

    private void insert(int number, String func, String type, boolean paused) {
        execute("INSERT INTO takt_schedule (name, func, args, schedule_type, next_run, paused, success_within,"
                + " overdue_since, failures_in_a_row, hook) VALUES ('looked at %d', '%s', '9', '%s',"
                        .formatted(number, func, type)
                + " '2026-01-01 00:00:00+00', " + paused + ", 'PT26H', '2026-01-03 10:00:00+00', 5, 'nobody.hears')");
    }

    private void execute(String sql) {
        admin().call("rows.execute", "[\"" + sql + "\"]");
    }

    private JsonObject named(int number) {
        return admin().get("schedules/by-name/looked%20at%20" + number)
                .expect(200)
                .json();
    }

    private static void look(Browser browser, String address, Consumer<Browser> until) {
        browser.go(address);
        until.accept(browser);
        browser.assertFineInEveryLook();
    }

    private Browser browser() {
        return Browser.open(nobody().application());
    }

    /** A schedule with more arguments than a cell shows, and a task. */
    record Sample(Rest admin, String schedule, String task) implements AutoCloseable {
        private static final String JSON = "{\"name\": \"sample\", \"func\": \"math.max\", \"args\": [%d"
                + ", 1".repeat(200) + "], \"type\": \"DAILY\", \"nextRun\": \"2099-01-01T00:00:00Z\"}";

        static Sample madeBy(Rest admin) {
            String schedule = admin.schedule(JSON.formatted(9)).get("id").toString();
            admin.post("schedules/" + schedule + "/run", "").expect(201);
            String task = admin.endedTasksOf(Long.parseLong(schedule), 1, Duration.ofSeconds(10))
                    .get(0)
                    .get("id")
                    .toString();
            return new Sample(admin, schedule, task);
        }

        String address(String page) {
            return switch (page) {
                case "schedule.xhtml", "edit.xhtml" -> page + "?id=" + schedule;
                case "task.xhtml" -> page + "?id=" + task;
                default -> page;
            };
        }

        void changedMeanwhile() {
            admin.send("PUT", "api/v1/schedules/" + schedule, JSON.formatted(16))
                    .expect(200);
        }

        @Override
        public void close() {
            admin.send("DELETE", "api/v1/schedules/" + schedule, "").expect(204);
        }
    }
}
