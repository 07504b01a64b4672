package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

/** What holds for the REST of each example: nobody is let in but who has logged in and has the role. */
final class LogInOfExamples {
    /** What forms and scripts of other sites can have a browser send; "" is none. */
    private static final List<String> OF_OTHER_SITES =
            List.of("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x");

    private LogInOfExamples() {}

    /** Whoever may. */
    static Rest grace(Rest nobody) {
        return as(ServerUser.GRACE, nobody);
    }

    /** To read and to write, also where there is nothing. */
    static void assertThatItIsNeeded(Rest nobody, String path) {
        for (String each : List.of(path, "", "nothing/here")) {
            assertRefused(401, "nobody", nobody, each);
            assertRefused(403, "somebody without the role", as(ServerUser.CURIOUS, nobody), each);
        }
        String name = ServerUser.GRACE.name(); // few times: WildFly locks a name out after ten
        assertRefused(401, "a wrong password", nobody.as(name, "wrong"), path);
        assertRefused(401, "no password", nobody.as(name, ""), path);
        assertRefused(401, "no name", nobody.as("", ""), path);
    }

    private static void assertRefused(int status, String who, Rest caller, String path) {
        assertEquals(status, caller.send("GET", path, "").status(), "GET " + path + ": " + who);
        assertEquals(status, caller.send("POST", path, "{}").status(), "POST " + path + ": " + who);
        assertEquals(status, caller.send("DELETE", path, "").status(), "DELETE " + path + ": " + who);
    }

    /** Neither what is right but for its type nor nothing at all: a browser that knows the password would add it. */
    static void assertThatNoOtherSiteCanPost(Rest somebody, String path, String json) {
        for (String type : OF_OTHER_SITES) {
            HttpRequest.Builder post = HttpRequest.newBuilder(
                            somebody.application().resolve(path))
                    .header("Authorization", somebody.authorization())
                    .POST(BodyPublishers.ofString(json));
            if (!type.isEmpty()) {
                post.header("Content-Type", type);
            }
            assertEquals(415, somebody.send(post.build()).status(), path + " as " + type);
        }
        int empty = somebody.send("POST", path, "").status();
        assertTrue(empty == 400 || empty == 415, path + " without a body: " + empty); // 415 on WildFly
    }

    private static Rest as(ServerUser user, Rest nobody) {
        return nobody.as(user.name(), user.password());
    }
}
