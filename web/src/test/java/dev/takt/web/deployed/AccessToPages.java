package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every page of the archive, asked for and posted to by everybody who may not, in every way that is refused. */
interface AccessToPages extends Deployed {
    @Test
    default void noPageShowsAnythingWithoutALogin() {
        Subject subject = subject();
        Pages.withLeastRole().forEach((page, least) -> {
            Answer answer = nobody().send("GET", subject.address(page), "");
            if (least.equals(Pages.ANYBODY)) {
                answer.expect(200);
            } else {
                assertEquals(302, answer.status(), page);
                assertTrue(answer.header("Location").contains("/takt/login.xhtml?from="), page);
                assertFalse(answer.body().contains("Takt") || answer.body().contains("<form"), answer.body());
            }
        });
    }

    @Test
    default void everyPageIsSeenByItsRolesAndByNobodyElse() {
        Subject subject = subject();
        List<String> wrong = new ArrayList<>();
        for (String role : Pages.ROLES) {
            Rest session = session(role);
            Pages.withLeastRole().forEach((page, least) -> {
                Answer answer = session.send("GET", subject.address(page), "");
                int expected = Pages.includes(role, least) ? 200 : 403;
                if (answer.status() != expected) {
                    wrong.add(page + " for " + role + ": " + answer.status());
                }
                if (expected == 403 && !answer.body().contains("Not allowed")) {
                    wrong.add(page + " for " + role + ": " + answer.body());
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    /** It is made for one of them, and kept for those who see the same. */
    @Test
    default void theChangingPartOfTheDashboardIsShownToItsRolesAndToNobodyElse() {
        for (String role : Pages.ROLES) {
            Rest session = session(role);
            for (int look = 0; look < 2; look++) {
                Answer answer =
                        session.send("GET", "dashboard.xhtml?part=list", "").expect(200);
                assertTrue(answer.body().contains("id=\"attention\""), answer.body());
                assertTrue(
                        answer.header("Content-Type").toLowerCase(Locale.ROOT).contains("charset=utf-8"));
                assertEquals("no-store", answer.header("Cache-Control"));
            }
            assertEquals(
                    302, nobody().send("GET", "dashboard.xhtml?part=list", "").status());
        }
    }

    @Test
    default void noFormIsObeyedWithoutItsTokenOrWithAnInventedOneOrFromAnotherSite() {
        Subject subject = subject();
        Rest session = PageSession.loggedIn(nobody(), "admin", "secret");
        JsonValue before = state(subject);
        List<String> wrong = new ArrayList<>();
        int forms = 0;
        for (String page : Pages.withLeastRole().keySet()) {
            String address = subject.address(page);
            List<Map<String, String>> found =
                    PageSession.forms(session.send("GET", address, "").body());
            forms += found.size();
            for (Map<String, String> form : found) {
                Map<String, String> invented =
                        with(form, Map.of(PageSession.VIEW_STATE, "4711:-815", "run", subject.schedule()));
                refused(PageSession.post(session, address, invented, Map.of()), "invented: " + address, wrong);
            }
            for (Map<String, String> order : subject.orders()) {
                for (Map<String, String> form : found) {
                    forge(session, address, form, order, wrong);
                }
                refused(PageSession.post(session, address, order, Map.of()), address + " " + order, wrong);
            }
        }
        assertTrue(forms >= 15, forms + " forms");
        assertEquals(List.of(), wrong);
        assertEquals(before, state(subject));
        nobody().as("mallory", "pass of mallory").get("schedules").expect(401);
        session.send("GET", "schedules.xhtml", "").expect(200); // not logged out either
    }

    private static void forge(
            Rest session, String address, Map<String, String> form, Map<String, String> order, List<String> wrong) {
        Map<String, String> whole = with(form, order);
        Map<String, String> tokenless = new LinkedHashMap<>(whole);
        tokenless.remove(PageSession.VIEW_STATE);
        refused(PageSession.post(session, address, tokenless, Map.of()), "no token: " + address + order, wrong);
        for (Map<String, String> foreign : PageSession.FOREIGN) {
            refused(PageSession.post(session, address, whole, foreign), foreign + ": " + address + order, wrong);
        }
    }

    @Test
    default void whatARoleMayNotOrderIsRefusedOnEveryPageWithAValidToken() {
        for (String role : List.of("takt-viewer", "takt-operator")) {
            Subject subject = subject();
            Rest session = session(role);
            JsonValue before = state(subject);
            List<String> wrong = new ArrayList<>();
            int obeying = 0;
            for (String page : Pages.withLeastRole().keySet()) {
                for (Map<String, String> form : PageSession.forms(
                        session.send("GET", subject.address(page), "").body())) {
                    boolean takesOrders = "orders".equals(form.get("orders"));
                    obeying += takesOrders ? 1 : 0;
                    for (Map<String, String> order : subject.ordersBeyond(role)) {
                        if (takesOrders && Subject.isTakenBy(page, order)) {
                            Answer answer =
                                    PageSession.post(session, subject.address(page), with(form, order), Map.of());
                            notAllowed(answer, role + " " + page + order, wrong);
                        }
                        for (String ofAdmins : List.of("users.xhtml", "edit.xhtml", "import.xhtml")) {
                            Answer answer = PageSession.post(session, ofAdmins, with(form, order), Map.of());
                            notAllowed(answer, role + " " + ofAdmins + order, wrong);
                        }
                    }
                }
            }
            assertTrue(obeying >= 5, obeying + " pages with orders");
            assertEquals(List.of(), wrong);
            assertEquals(before, state(subject));
        }
        nobody().as("mallory", "pass of mallory").get("schedules").expect(401);
    }

    /** Else all the refusals above would mean nothing. */
    @Test
    default void theSameOrdersAreObeyedWithTokenAndRole() {
        Subject subject = subject();
        Rest session = session("takt-operator");
        JsonValue before = state(subject);
        Map<String, String> form = PageSession.forms(
                        session.send("GET", "schedules.xhtml", "").body())
                .stream()
                .filter(one -> one.containsKey("orders"))
                .findFirst()
                .orElseThrow();
        Map<String, String> own =
                Map.of("Origin", "http://" + nobody().application().getAuthority());

        Answer answer =
                PageSession.post(session, "schedules.xhtml", with(form, Map.of("pause", subject.schedule())), own);

        assertEquals(302, answer.status(), answer.body());
        assertEquals(
                "PAUSED", admin().get("schedules/" + subject.schedule()).json().getString("state"));
        assertNotEquals(before, state(subject));
    }

    private static void refused(Answer answer, String what, List<String> wrong) {
        boolean isTooOld = answer.body().contains("too old");
        if (answer.status() != 403 && !isTooOld) {
            wrong.add(what + ": " + answer.status());
        }
    }

    private static void notAllowed(Answer answer, String what, List<String> wrong) {
        if (answer.status() != 403 || !answer.body().contains("Not allowed")) {
            wrong.add(what + ": " + answer.status() + " " + answer.body());
        }
    }

    private static Map<String, String> with(Map<String, String> form, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.putAll(more);
        return all;
    }

    private Rest session(String role) {
        String name = "page of " + role;
        if (nobody().as(name, "pass of " + name).get("status").status() == 401) {
            admin().call("rows.user", "[\"%s\", \"pass of %s\", \"%s\"]".formatted(name, name, role));
        }
        return PageSession.loggedIn(nobody(), name, "pass of " + name);
    }

    /** Whatever an order would change; each of them would be noted in the audit too. */
    private JsonValue state(Subject subject) {
        JsonObject latest = admin().get("audit?limit=1").expect(200).items().get(0);
        JsonObject schedule =
                admin().get("schedules/" + subject.schedule()).expect(200).json();
        JsonObject task = admin().get("tasks/" + subject.task()).expect(200).json();
        List<JsonObject> tasks = admin().tasksOf(Long.parseLong(subject.schedule()));
        List<JsonObject> forged =
                admin().get("schedules?name=forged").expect(200).items();
        JsonObject node = admin().get("nodes").expect(200).items().get(0);
        return Json.createArrayBuilder()
                .add(latest)
                .add(schedule)
                .add(task)
                .add(tasks.size())
                .add(forged.size())
                .add(node.getBoolean("draining"))
                .add(node.getInt("workers"))
                .build();
    }

    private Subject subject() {
        String schedule = admin().schedule(Roles.LATER).getJsonNumber("id").toString();
        String task = admin().run("{\"func\": \"math.sqrt\", \"args\": [9]}")
                .getJsonNumber("id")
                .toString();
        String node = admin().get("nodes").items().get(0).get("id").toString().replace("\"", "");
        return new Subject(schedule, task, node);
    }

    /** What orders are about. */
    record Subject(String schedule, String task, String node) {
        String address(String page) {
            return switch (page) {
                case "schedule.xhtml", "edit.xhtml" -> page + "?id=" + schedule;
                case "task.xhtml" -> page + "?id=" + task;
                default -> page;
            };
        }

        List<Map<String, String>> orders() {
            return ordersBeyond("");
        }

        /** What that role may not do. */
        List<Map<String, String>> ordersBeyond(String role) {
            List<Map<String, String>> orders = new ArrayList<>(List.of(
                    Map.of("delete", schedule),
                    Map.of("delete", "ticked", "ticked", schedule),
                    Map.of("deleteTask", task),
                    Map.of("create", "yes", "name", "mallory", "password", "pass of mallory", "role", "takt-admin"),
                    Map.of("setRole", "yes", "user", "page of takt-viewer", "role", "takt-admin"),
                    Map.of("setPassword", "yes", "user", "admin", "password", "pass of mallory"),
                    Map.of("deleteUser", "yes", "user", "page of takt-viewer"),
                    Map.of("store", "store", "name", "forged", "func", "math.sqrt", "args", "[9]", "type", "DAILY"),
                    Map.of(
                            "store",
                            "store",
                            "json",
                            "{\"schedules\": [{\"name\": \"forged\", \"func\": \"math.sqrt\", \"args\": [9]}]}")));
            if (!role.equals("takt-operator")) {
                for (String button : List.of("run", "pause", "resume", "resumeByRule")) {
                    orders.add(Map.of(button, schedule));
                }
                orders.addAll(List.of(
                        Map.of("pause", "ticked", "ticked", schedule),
                        Map.of("retry", task),
                        Map.of("cancel", task),
                        Map.of("drain", node),
                        Map.of("undrain", node),
                        Map.of("resize", "yes", "node", node, "workers", "3", "transactionalWorkers", "2")));
            }
            return orders;
        }

        /** Buttons are the same on every page; those of the users' page and of forms are only there. */
        static boolean isTakenBy(String page, Map<String, String> order) {
            if (order.containsKey("resize")) {
                return page.equals("nodes.xhtml");
            }
            return List.of("store", "create", "setRole", "setPassword", "deleteUser").stream()
                    .noneMatch(order::containsKey);
        }
    }
}
