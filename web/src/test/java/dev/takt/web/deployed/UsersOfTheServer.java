package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users come from the server's realm, which {@code src/test/realm} fills. */
interface UsersOfTheServer extends Deployed {
    String PASSWORD = "realm-password";

    /** Of the realm: the one of the table is not asked. */
    @Override
    default Rest admin() {
        return realm("ada");
    }

    default Rest realm(String name) {
        return nobody().as(name, PASSWORD);
    }

    @Test
    default void groupsOfTheRealmAreRolesByRest() {
        String schedule = "schedules/" + admin().schedule(Roles.LATER).get("id");

        for (String name : List.of("ada", "olle", "vala")) {
            realm(name).get(schedule).expect(200);
        }
        assertEquals(403, realm("vala").post(schedule + "/pause", "").status());
        realm("olle").post(schedule + "/pause", "").expect(200);
        assertEquals(403, realm("olle").send("DELETE", "api/v1/" + schedule, "").status());
        assertEquals(
                "olle",
                admin().get("audit?limit=1").items().get(0).getString("who"),
                "the audit knows the server's users");
        realm("ada").send("DELETE", "api/v1/" + schedule, "").expect(204);
    }

    @Test
    default void theSameUsersLogInAtThePages() {
        for (Map.Entry<String, Integer> seen :
                Map.of("ada", 200, "olle", 403, "vala", 403).entrySet()) {
            Rest session = PageSession.loggedIn(nobody(), seen.getKey(), PASSWORD);
            assertTrue(session.send("GET", "dashboard.xhtml", "")
                    .expect(200)
                    .body()
                    .contains(seen.getKey()));
            session.send("GET", "edit.xhtml", "").expect(seen.getValue());
        }
    }

    @Test
    default void whoIsInNoGroupOfOursOrHasNotThePasswordIsKeptOut() {
        assertEquals(401, realm("stina").get("schedules").status(), "only in another group");
        assertEquals(401, realm("nobody").get("schedules").status());
        assertEquals(401, nobody().as("ada", "guess").get("schedules").status());
        assertEquals(401, nobody().as("ada", "").get("schedules").status());
        assertEquals(401, nobody().as("admin", "secret").get("schedules").status(), "of the table");
        Answer wrong = PageSession.submit(PageSession.browser(nobody()), "ada", "guess");
        assertTrue(wrong.expect(200).body().contains("Wrong name or password"), wrong.body());
    }

    @Test
    default void afterFiveWrongPasswordsTheRightOneOfTheRealmIsOfNoUse() {
        realm("victim").get("schedules").expect(200);
        for (int i = 0; i < 5; i++) {
            nobody().as("victim", "guess " + i).get("schedules").expect(401);
        }
        realm("victim").get("schedules").expect(401);
        realm("VICTIM").get("schedules").expect(401);
        realm("vala").get("schedules").expect(200);
    }

    @Test
    default void thePageOfUsersSaysThatTheyAreTheServersAndChangesNone() {
        Rest session = PageSession.loggedIn(nobody(), "ada", PASSWORD);
        String page = session.send("GET", "users.xhtml", "").expect(200).body();

        assertTrue(page.contains("takt.users=server"), page);
        assertFalse(page.contains("name=\"create\"") || page.contains("type=\"password\""), page);
        Map<String, String> order = new LinkedHashMap<>(PageSession.forms(page).get(0));
        order.putAll(Map.of("create", "yes", "name", "mallory", "password", "pass of mallory", "role", "takt-admin"));
        assertEquals(
                403, PageSession.post(session, "users.xhtml", order, Map.of()).status());
        assertTrue(admin().get("audit?subjectKind=USER&subject=mallory")
                .expect(200)
                .items()
                .isEmpty());
    }
}
