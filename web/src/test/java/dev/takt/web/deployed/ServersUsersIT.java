package dev.takt.web.deployed;

import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same archive, told that users are those of the server's realm and that viewers see no values. */
@ExtendWith(ArquillianExtension.class)
class ServersUsersIT implements UsersOfTheServer, HiddenValues {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @ArquillianResource
    private URL deployment;

    @Deployment(testable = false)
    static WebArchive war() {
        DatabaseOfTheRun.awaitEndOfServers();
        return DeployedIT.war()
                .addAsResource(
                        new StringAsset("takt.users=server\ntakt.hide-values=true\n"),
                        "META-INF/microprofile-config.properties");
    }

    @BeforeEach
    void awaitScheduler() {
        Rest.await(
                Duration.ofSeconds(30),
                () -> nobody().send("GET", "health/ready", "").status(),
                status -> status == 200);
    }

    @Override
    public Rest nobody() {
        return new Rest(URI.create("http://127.0.0.1:" + deployment.getPort() + "/takt/"), CLIENT, "");
    }
}
