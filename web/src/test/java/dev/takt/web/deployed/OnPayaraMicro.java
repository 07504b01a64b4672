package dev.takt.web.deployed;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A deployment that has started. */
@ExtendWith(ArquillianExtension.class)
abstract class OnPayaraMicro {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @ArquillianResource
    private URL deployment;

    @BeforeEach
    void awaitScheduler() {
        Rest.await(
                Duration.ofSeconds(30),
                () -> nobody().send("GET", "health/ready", "").status(),
                status -> status == 200);
    }

    /** By address: the server names itself by the host's name, on which it does not listen. */
    public Rest nobody() {
        return new Rest(URI.create("http://127.0.0.1:" + deployment.getPort() + "/takt/"), CLIENT, "");
    }
}
