package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.web.deployed.Rest.Answer;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Logs in as a browser does: by the form, with a cookie from then on. */
final class PageSession {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]*)\"");

    private PageSession() {}

    static Rest loggedIn(Rest nobody, String name, String password) {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        Rest session = new Rest(nobody.application(), browser, "");
        Answer page = session.send("GET", "login.xhtml", "").expect(200);
        Matcher viewState = VIEW_STATE.matcher(page.body());
        if (!viewState.find()) {
            throw new AssertionError(page.body());
        }
        Answer entered = session.send(form(
                nobody,
                "login=login&login:name=" + encoded(name) + "&login:password=" + encoded(password)
                        + "&login:from=&login:enter=enter&jakarta.faces.ViewState=" + encoded(viewState.group(1))));
        assertEquals(302, entered.status(), entered.body());
        return session;
    }

    private static HttpRequest form(Rest nobody, String fields) {
        return HttpRequest.newBuilder(nobody.application().resolve("login.xhtml"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
