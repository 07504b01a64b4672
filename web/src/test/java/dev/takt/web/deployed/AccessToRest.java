package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.web.deployed.Rest.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every REST path of the archive, asked for by everybody who may and by everybody who may not. */
interface AccessToRest extends Deployed {
    /** The rows that the paths name are not there: what is not refused does nothing. */
    @Test
    default void everyRestPathIsForItsRolesAndForNobodyElse() {
        List<String> wrong = new ArrayList<>();
        for (String role : Pages.ROLES) {
            String name = "rest-" + role;
            admin().call("rows.user", "[\"%s\", \"pass of %s\", \"%s\"]".formatted(name, name, role));
            Rest user = nobody().as(name, "pass of " + name);
            for (Endpoint endpoint : Endpoint.in(Archives.takt())) {
                String path = endpoint.path().substring(1).replaceAll("/1(?=/|$)", "/987654321");
                Answer answer = user.send(endpoint.method(), path, "{}");
                boolean refused = answer.status() == 403;
                if (refused == Pages.includes(role, leastRole(endpoint)) || answer.status() >= 500) {
                    wrong.add(endpoint + " for " + role + ": " + answer.status() + " " + answer.body());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** What a new path is for has to be said here, unless it is for administrators. */
    private static String leastRole(Endpoint endpoint) {
        if (endpoint.method().equals("GET") || endpoint.path().endsWith("/schedules/preview")) {
            return "takt-viewer";
        }
        return endpoint.path().matches(".*/1/(run|pause|resume|cancel|retry|drain|workers)")
                ? "takt-operator"
                : "takt-admin";
    }
}
