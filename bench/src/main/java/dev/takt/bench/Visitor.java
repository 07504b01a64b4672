package dev.takt.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the pages: logs in by the form as a browser does, and asks for one address after the other. */
final class Visitor {
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]*)\"");
    private static final String LOGIN_FORM = "login:password";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("admin:bench".getBytes(StandardCharsets.UTF_8));

    private final URI pages;
    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    private Visitor(URI pages) {
        this.pages = pages;
    }

    static Visitor loggedIn(URI pages) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(pages);
        Matcher viewState =
                VIEW_STATE.matcher(visitor.send(visitor.to("login.xhtml").GET()).body());
        if (!viewState.find()) {
            throw new IOException("There is no form to log in");
        }
        String fields = "login=login&login:name=admin&login:password=bench&login:from=&login:enter=enter"
                + "&jakarta.faces.ViewState=" + URLEncoder.encode(viewState.group(1), StandardCharsets.UTF_8);
        HttpResponse<String> entered = visitor.send(visitor.to("login.xhtml")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
        if (entered.statusCode() != 302) {
            throw new IOException("The login answers " + entered.statusCode());
        }
        return visitor;
    }

    /** How long the whole answer takes; anything but what was asked for is an error. */
    Duration ask(String address) throws IOException, InterruptedException {
        HttpRequest.Builder request = to(address).GET();
        if (address.startsWith("api/")) {
            request.header("Authorization", BASIC);
        }
        long asked = System.nanoTime();
        HttpResponse<String> answer = send(request);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        if (answer.statusCode() != 200 || answer.body().contains(LOGIN_FORM)) {
            throw new IOException(address + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return took;
    }

    private HttpRequest.Builder to(String address) {
        return HttpRequest.newBuilder(pages.resolve(address)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }
}
