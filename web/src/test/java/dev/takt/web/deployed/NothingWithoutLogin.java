package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.takt.web.deployed.Rest.Answer;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Asks for everything that the deployment says it has, without a login. */
interface NothingWithoutLogin extends Deployed {
    List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE");
    List<String> OPEN = List.of("/health", "/jakarta.faces.resource", "/login.xhtml");

    @Test
    default void noRestPathAnswersWithoutALogin() {
        List<Endpoint> endpoints = Endpoint.in(Archives.takt());
        assertTrue(endpoints.size() >= 25, endpoints.toString());

        List<String> wrong = new ArrayList<>();
        for (String path : new TreeSet<>(endpoints.stream().map(Endpoint::path).toList())) {
            for (String method : METHODS) {
                refusedWith401(method, path, wrong);
            }
        }
        for (String path :
                List.of("/api", "/api/", "/api/v1", "/api/application.wadl", "/api/nothing", "/api/v1/tasks/")) {
            refusedWith401("GET", path, wrong);
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    default void noOtherPathAnswersWithoutALogin() {
        List<String> paths = pathsBesideRest();
        assertTrue(paths.stream().filter(path -> path.endsWith(".xhtml")).count() >= 8, paths.toString());
        assertTrue(paths.size() >= 25, paths.toString());

        List<String> wrong = new ArrayList<>();
        for (String path : paths) {
            for (String method : METHODS) {
                Answer answer = nobody().send(method, path.substring(1), "");
                boolean hidden = isInternal(path) && answer.status() == 404;
                boolean asksEachTime = path.equals("/metrics") && answer.status() == 401;
                if (!leadsToLogin(answer) && !asksEachTime && !hidden && !isRefusedByServer(method, answer)) {
                    wrong.add(method + " " + path + ": " + answer.status());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    default void aWrongPasswordIsNoLogin() {
        assertEquals(401, nobody().as("admin", "guess").get("schedules").status());
        assertEquals(401, nobody().as("nobody", "secret").get("schedules").status());
        assertTrue(nobody().as("admin", "secret")
                .send("GET", "schedules.xhtml", "")
                .header("Location")
                .contains("login"));
    }

    @Test
    default void theLoginPageItsStyleAndTheHealthChecksAreOpen() {
        assertEquals(200, nobody().send("GET", "login.xhtml", "").status());
        assertEquals(
                200,
                nobody().send("GET", "jakarta.faces.resource/takt.css.xhtml?ln=takt", "")
                        .status());
        for (String check : List.of("live", "ready", "started")) {
            assertEquals(
                    "{\"status\":\"UP\"}",
                    nobody().send("GET", "health/" + check, "").expect(200).body());
        }
    }

    @Test
    default void theCookieOfASessionIsForNoScriptAndNotSentWithPostsOfOtherSites() {
        String before = nobody().send("GET", "login.xhtml", "").expect(200).header("Set-Cookie");
        String after = PageSession.cookieOfALogin(nobody(), "admin", "secret");

        for (String cookie : List.of(before, after)) {
            assertTrue(cookie.matches("(?i).*; ?HttpOnly(;.*)?"), cookie);
            assertTrue(cookie.matches("(?i).*; ?SameSite=Lax(;.*)?"), cookie);
        }
    }

    @Test
    default void noRestPathIsChangedByAPageOfAnotherSite() {
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.in(Archives.takt())) {
            if (!endpoint.method().equals("GET")) {
                for (Map<String, String> foreign : PageSession.FOREIGN) {
                    Answer answer =
                            admin().send(endpoint.method(), endpoint.path().substring(1), "{}", foreign);
                    if (answer.status() != 403 || !answer.body().contains("A page of another site")) {
                        wrong.add(endpoint + " with " + foreign + ": " + answer.status() + " " + answer.body());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    default void withALoginTheSameRestPathsAnswer() {
        for (Endpoint endpoint : Endpoint.in(Archives.takt())) {
            if (endpoint.method().equals("GET")) {
                Answer answer = admin().send("GET", endpoint.path().substring(1), "");
                assertTrue(List.of(200, 404).contains(answer.status()), endpoint + ": " + answer.status());
                assertEquals("no-store", answer.header("Cache-Control"), endpoint.toString());
            }
        }
    }

    @Test
    default void withALoginTheSamePagesAnswer() {
        Rest session = PageSession.loggedIn(nobody(), "admin", "secret");
        int shown = 0;
        for (String path : pathsBesideRest()) {
            Answer answer = session.send("GET", path.substring(1), "");
            assertTrue(!leadsToLogin(answer), path);
            shown += answer.status() == 200 ? 1 : 0;
        }
        assertTrue(shown >= 3, shown + " pages");
    }

    /** Files and servlets as the container names them; each pattern stands for a path of its kind. */
    private List<String> pathsBesideRest() {
        Stream<String> files = texts("addresses.files");
        Stream<String> mapped = texts("addresses.mappings").map(NothingWithoutLogin::pathLike);
        return Stream.concat(files, mapped)
                .filter(path -> !path.startsWith("/api/") && OPEN.stream().noneMatch(path::startsWith))
                .distinct()
                .sorted()
                .toList();
    }

    private Stream<String> texts(String function) {
        return admin().call(function, "[]").asJsonArray().getValuesAs(JsonString.class).stream()
                .map(JsonString::getString);
    }

    private static String pathLike(String pattern) {
        return pattern.startsWith("*") ? "/any" + pattern.substring(1) : pattern.replace("*", "any");
    }

    private void refusedWith401(String method, String path, List<String> wrong) {
        Answer answer = nobody().send(method, path.substring(1), "");
        if (isRefusedByServer(method, answer)) {
            return;
        }
        if (answer.status() != 401 || !answer.header("WWW-Authenticate").startsWith("Basic ")) {
            wrong.add(method + " " + path + ": " + answer.status());
        }
    }

    private static boolean leadsToLogin(Answer answer) {
        return answer.status() / 100 == 3 && answer.header("Location").contains("/takt/login.xhtml");
    }

    /** The server knows no TRACE at all, and says so before it asks who is there. */
    private static boolean isRefusedByServer(String method, Answer answer) {
        return method.equals("TRACE") && answer.status() == 405;
    }

    private static boolean isInternal(String path) {
        return path.startsWith("/WEB-INF/") || path.startsWith("/META-INF/");
    }
}
