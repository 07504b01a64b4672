package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What people do at the pages, in a real browser. */
interface InTheBrowser extends Deployed {
    List<String> TYPES = List.of(
            "ONCE",
            "INTERVAL",
            "MINUTES",
            "HOURLY",
            "DAILY",
            "WEEKLY",
            "BIWEEKLY",
            "MONTHLY",
            "BIMONTHLY",
            "QUARTERLY",
            "YEARLY",
            "CRON");

    @Test
    default void aNewcomerIsAskedForANameAndSeesTheDashboard() {
        try (Browser browser = browser()) {
            browser.go("");
            browser.enter("admin", "wrong");
            browser.awaitText("#login", "Wrong name or password");
            browser.enter("admin", "secret");

            browser.awaitText("h1", "Dashboard");
            assertTrue(browser.text(".who").equals("admin"));
            browser.press("[id='session:logout']");
            browser.awaitText("h1", "Log in");
        }
    }

    @Test
    default void aScheduleOfEachTypeIsMadeWithTypedArgumentsAndRuns() {
        try (Browser browser = browser().logIn("admin", "secret")) {
            for (String type : TYPES) {
                make(browser, type);
                String id = browser.address().replaceAll(".*id=", "");
                Rest.await(
                        Duration.ofSeconds(10),
                        () -> admin().tasksOf(Long.parseLong(id)),
                        tasks -> type.equals("CRON")
                                || tasks.stream()
                                        .anyMatch(
                                                task -> task.getString("state").equals("SUCCEEDED")));
                admin().send("DELETE", "api/v1/schedules/" + id, "").expect(204);
            }
        }
    }

    private static void make(Browser browser, String type) {
        browser.go("edit.xhtml");
        browser.type("name", "made " + type);
        browser.choose("func", "math.copysign");
        browser.type("arg.0", "2");
        browser.type("arg.1", "-3.5");
        browser.choose("type", type);
        switch (type) {
            case "INTERVAL" -> browser.type("every", "1 h 30 min");
            case "MINUTES" -> browser.type("minutes", "5");
            case "CRON" -> browser.type("cron", "30 8 * * 1-5");
            case "ONCE" -> browser.type("repeats", "1");
            default -> {
                // nothing more to say
            }
        }
        browser.awaitText("#slots li", "20");
        if (type.equals("CRON")) {
            browser.awaitText("#slots .reading", "08:30 every day between Monday and Friday");
        }
        browser.press("button[name=store]");
        browser.awaitText("#messages", "made " + type + " is created");
        assertTrue(browser.text("dl").contains("math.copysign(2,-3.5)"));
    }

    @Test
    default void aListIsSortedByTheHeadsOfItsColumns() {
        String json =
                "{\"name\": \"in order %s\", \"func\": \"math.sqrt\", \"args\": [9], \"nextRun\": \"2099-01-01T00:00:00Z\"}";
        List<Object> made = new ArrayList<>();
        List.of("first", "second")
                .forEach(name -> made.add(admin().schedule(json.formatted(name)).get("id")));
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.go("schedules.xhtml?name=in%20order");
            browser.press("th a.sort[href*='sort=name']");
            browser.await(address -> address.contains("sort=name") && address.contains("name=in"));
            assertTrue(browser.has("th[aria-sort=ascending] a.ascending"));
            assertFalse(browser.has("td[aria-sort]"));
            assertTrue(browser.text("tbody").indexOf("in order first")
                    < browser.text("tbody").indexOf("in order second"));
            browser.press("th a.sort[href*='sort=-name']");
            browser.await(address -> address.contains("sort=-name"));
            assertTrue(browser.has("th[aria-sort=descending] a.descending"));
            assertTrue(browser.text("tbody").indexOf("in order second")
                    < browser.text("tbody").indexOf("in order first"));

            browser.go("tasks.xhtml");
            browser.press("th a.sort[href*='sort=id']");
            browser.await(address -> address.contains("sort=id"));
            assertTrue(browser.has("th[aria-sort=ascending]"));

            browser.go("schedules.xhtml?sort=colour");
            browser.awaitText("#messages", "sort: expected one of -id, id, name, -name, nextRun");
            assertTrue(browser.text("#messages").contains("colour"));
            browser.go("schedules.xhtml?sort=nextRun&after=nowhere");
            browser.awaitText("#messages", "after: expected what a page in the order nextRun has said");
        } finally {
            made.forEach(
                    id -> admin().send("DELETE", "api/v1/schedules/" + id, "").expect(204));
        }
    }

    @Test
    default void aFailingTaskIsFoundFromTheDashboardAndPutRight() {
        JsonObject schedule = admin().schedule("""
                {"name": "payroll", "func": "rows.number", "args": ["SELECT 1 FROM nowhere"], "type": "DAILY",
                 "failingAfter": 1}""");
        long id = schedule.getJsonNumber("id").longValue();
        admin().endedTasksOf(id, 1, Duration.ofSeconds(10));
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.awaitText(".attention", "Failing");
            browser.press(".attention a[href*=FAILING]");
            browser.awaitText("table", "1 failure in a row");
            browser.follow("payroll");
            browser.press("table a[href*='task.xhtml']");
            browser.awaitText("#list", "Stack trace");
            assertTrue(browser.text("#list").toLowerCase(Locale.ROOT).contains("nowhere"));
            browser.press("button[name=retry]");
            browser.awaitText("#messages", "runs the same");

            browser.go("edit.xhtml?id=" + id);
            browser.type("arg.0", "SELECT 42");
            browser.press("button[name=store]");
            browser.awaitText("#messages", "payroll is changed");
            browser.press("button[name=run]");
            browser.awaitText("#messages", "runs payroll now");
            Rest.await(
                    Duration.ofSeconds(10),
                    () -> admin().scheduleNow(id),
                    now -> now.getInt("failuresInARow") == 0 || hasSuccess(id));
        } finally {
            admin().send("DELETE", "api/v1/schedules/" + id, "");
        }
    }

    private boolean hasSuccess(long schedule) {
        return admin().tasksOf(schedule).stream()
                .anyMatch(task -> task.getString("state").equals("SUCCEEDED"));
    }

    @Test
    default void allSchedulesOfAFunctionArePausedTogether() {
        for (int i = 0; i < 3; i++) {
            admin().schedule("{\"func\": \"math.ceil\", \"args\": [1.5], \"nextRun\": \"2099-01-01T00:00:00Z\"}");
        }
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.go("schedules.xhtml");
            browser.type("func", "math.ceil");
            browser.press(".filter button");
            browser.await(address -> address.contains("math.ceil"));
            browser.press("input[data-ticks]");
            browser.press(".ticked button[name=pause]");

            browser.awaitText("#messages", "3 schedules are paused");
            assertTrue(browser.address().contains("math.ceil"), "the filter is kept: " + browser.address());
            browser.press("input[data-ticks]");
            browser.press(".ticked summary");
            browser.press(".ticked button[name=delete]");
            browser.awaitText("#messages", "3 schedules are deleted");
        }
    }

    @Test
    default void whoIsSlowerSeesWhatTheOtherHasStored() {
        JsonObject schedule = admin().schedule("""
                {"name": "shared", "func": "math.sqrt", "args": [9], "type": "DAILY", "nextRun": "2099-01-01T00:00:00Z"}""");
        String path = "schedules/" + schedule.getJsonNumber("id");
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.go("edit.xhtml?id=" + schedule.getJsonNumber("id"));
            browser.press("details summary");
            browser.type("timeout", "20 s");
            admin().send("PUT", "api/v1/" + path, """
                    {"name": "shared", "func": "math.sqrt", "args": [16], "type": "DAILY", "timeout": "PT5S"}""").expect(200);
            browser.press("button[name=store]");

            browser.awaitText(".notice", "admin changed this schedule");
            browser.awaitText(".theirs", "Stored now: PT5S");
            assertEquals("PT5S", admin().get(path).json().getString("timeout"));
            browser.press("button[name=store]");
            browser.awaitText("#messages", "shared is changed");
            assertEquals("PT20S", admin().get(path).json().getString("timeout"));
        } finally {
            admin().send("DELETE", "api/v1/" + path, "");
        }
    }

    @Test
    default void everyProblemStandsAtItsField() {
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.go("edit.xhtml");
            browser.choose("func", "math.sqrt");
            browser.type("arg.0", "4");
            browser.type("zone", "Mars/Phobos");
            browser.type("repeats", "often");
            browser.press("button[name=store]");

            browser.awaitText(".notice", "Nothing was stored");
            browser.awaitText("#zone-more .problem", "Mars/Phobos");
            browser.awaitText("#repeats-more .problem", "often");
            assertEquals("Mars/Phobos", browser.value("zone"), "what was typed is still there");
        }
    }

    @Test
    default void aChangeOfClocksIsRemarkedWhileItIsTyped() {
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.go("edit.xhtml");
            browser.type("zone", "Europe/Berlin");
            browser.set("nextRun", "2027-03-27T02:30");
            browser.awaitText("#slots .remark", "02:30 does not exist on 2027-03-28");

            browser.set("nextRun", "2027-03-28T02:30");
            browser.awaitText("#slots", "clocks go from 02:00 to 03:00");
        }
    }

    @Test
    default void timesAreShownInTheReadersZoneIfTheReaderWants() {
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.zone("Asia/Tokyo");
            browser.go("nodes.xhtml");
            browser.awaitText("footer", "Times are in UTC");
            browser.press("button.zone[data-zone='']");
            browser.awaitText("footer", "Times are in Asia/Tokyo");
            browser.go("tasks.xhtml");
            browser.press("button.zone[data-zone=UTC]");
            browser.awaitText("footer", "Times are in UTC");
        }
    }

    @Test
    default void viewersAndOperatorsAreOfferedWhatTheyMayDo() {
        JsonObject schedule = admin().schedule("""
                {"name": "look", "func": "math.sqrt", "args": [9], "type": "DAILY", "nextRun": "2099-01-01T00:00:00Z"}""");
        admin().call("rows.user", "[\"bert\", \"pass of bert\", \"takt-viewer\"]");
        admin().call("rows.user", "[\"bea\", \"pass of bea\", \"takt-operator\"]");
        try (Browser viewer = browser().logIn("bert", "pass of bert");
                Browser operator = browser().logIn("bea", "pass of bea")) {
            viewer.go("schedules.xhtml?name=look");
            viewer.awaitText("table", "look");
            assertFalse(viewer.has("table button") || viewer.has("input[type=checkbox]"));
            viewer.go("edit.xhtml?id=" + schedule.getJsonNumber("id"));
            viewer.awaitText("h1", "Not allowed");
            viewer.go("users.xhtml");
            viewer.awaitText("h1", "Not allowed");

            operator.go("schedules.xhtml?name=look");
            operator.press("table button[name=pause]");
            operator.awaitText("#messages", "look is paused");
            assertFalse(operator.has("a[href*='edit.xhtml']") || operator.has("button[name=delete]"));
        } finally {
            admin().send("DELETE", "api/v1/schedules/" + schedule.getJsonNumber("id"), "");
        }
    }

    @Test
    default void whoGuessesIsToldOfTheLockOutAndAnAdministratorEndsIt() {
        admin().call("rows.user", "[\"gesa\", \"pass of gesa\", \"takt-viewer\"]");
        try (Browser guesser = browser();
                Browser administrator = browser().logIn("admin", "secret")) {
            guesser.go("login.xhtml");
            for (int i = 1; i <= 5; i++) {
                guesser.awaitText("h1", "Log in");
                guesser.enter("gesa", "guess " + i);
                guesser.awaitText(
                        "#login .error", i < 5 ? "Wrong name or password" : "5 tries of this name in a row were wrong");
            }
            guesser.assertAccessible();
            guesser.enter("gesa", "pass of gesa");
            guesser.awaitText("#login .error", "6 tries of this name in a row were wrong");
            assertTrue(guesser.text("#login .error").contains("ask an administrator"));
            guesser.enter("nobody at all", "guess");
            guesser.awaitText("#login .error", "Wrong name or password");

            administrator.go("users.xhtml");
            administrator.awaitText("table", "locked out until");
            administrator.assertAccessible();
            administrator.press("form:has(input[value=gesa]) button[name=unlock]");
            administrator.awaitText("#messages", "gesa may log in again");
            assertFalse(administrator.text("table").contains("locked out until"));
            administrator.go("audit.xhtml?kind=USER&subject=gesa");
            administrator.awaitText("table", "lockOut");

            guesser.enter("gesa", "pass of gesa");
            guesser.awaitText("h1", "Dashboard");
        } finally {
            admin().call("rows.execute", "[\"DELETE FROM takt_user WHERE name = 'gesa'\"]");
        }
    }

    @Test
    default void anAdministratorManagesUsersAndOneAlwaysRemains() {
        try (Browser browser = browser().logIn("admin", "secret")) {
            browser.go("users.xhtml");
            browser.type("name", "carla");
            browser.type("password", "short");
            browser.press("button[name=create]");
            browser.awaitText("#messages", "Expected a password of 8 to 200 characters");
            browser.type("name", "carla");
            browser.type("password", "pass of carla");
            browser.press("button[name=create]");
            browser.awaitText("#messages", "The user carla is created");
            assertEquals(
                    200, nobody().as("carla", "pass of carla").get("schedules").status());

            browser.go("audit.xhtml?kind=USER&subject=carla");
            browser.awaitText("table", "takt-viewer");
        }
        admin().call("rows.execute", "[\"DELETE FROM takt_user WHERE name = 'carla'\"]");
    }

    private Browser browser() {
        return Browser.open(nobody().application());
    }
}
