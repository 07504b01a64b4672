package dev.takt.web.deployed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.takt.web.deployed.Rest.Answer;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Logs in as a browser does: by the form, with a cookie from then on. */
final class PageSession {
    static final String VIEW_STATE = "jakarta.faces.ViewState";

    /** What a browser says of a page of another site: with TLS or at localhost, and else. */
    static final List<Map<String, String>> FOREIGN = List.of(
            Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"),
            Map.of("Origin", "https://evil.example"),
            Map.of("Origin", "null"));

    private static final Pattern FORM = Pattern.compile("(?s)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern HIDDEN = Pattern.compile("<input\\b[^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile("\\bname=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("\\bvalue=\"([^\"]*)\"");

    private PageSession() {}

    static Rest loggedIn(Rest nobody, String name, String password) {
        Rest session = browser(nobody);
        enter(session, name, password);
        return session;
    }

    /** The cookie that the answer to a login sets. */
    static String cookieOfALogin(Rest nobody, String name, String password) {
        return enter(browser(nobody), name, password).header("Set-Cookie");
    }

    static Rest browser(Rest nobody) {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        return new Rest(nobody.application(), browser, "");
    }

    private static Answer enter(Rest session, String name, String password) {
        Answer entered = submit(session, name, password);
        assertEquals(302, entered.status(), entered.body());
        return entered;
    }

    /** Fills in the login page and sends it. */
    static Answer submit(Rest session, String name, String password) {
        String page = session.send("GET", "login.xhtml", "").expect(200).body();
        Map<String, String> fields = forms(page).get(0);
        fields.putAll(Map.of("login:name", name, "login:password", password, "login:enter", "enter"));
        return post(session, "login.xhtml", fields, Map.of());
    }

    /** The hidden fields of each form of a page that is posted. */
    static List<Map<String, String>> forms(String page) {
        return FORM.matcher(page)
                .results()
                .filter(form -> form.group(1).contains("method=\"post\""))
                .map(form -> HIDDEN.matcher(form.group(2)).results().map(field -> field.group()))
                .map(fields -> fields.collect(Collectors.toMap(
                        field -> part(NAME, field), field -> part(VALUE, field), (a, b) -> b, LinkedHashMap::new)))
                .map(fields -> (Map<String, String>) fields)
                .toList();
    }

    private static String part(Pattern attribute, String field) {
        Matcher matcher = attribute.matcher(field);
        return matcher.find() ? matcher.group(1) : "";
    }

    static Answer post(Rest session, String path, Map<String, String> fields, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        session.application().resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields)));
        headers.forEach(request::header);
        return session.send(request.build());
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
