package dev.takt.web.deployed;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The same archive, told that users are those of the server's realm and that viewers see no values. */
class ServersUsersIT extends OnPayaraMicro implements UsersOfTheServer, HiddenValues {
    @Deployment(testable = false)
    static WebArchive war() {
        DatabaseOfTheRun.awaitEndOfServers();
        return DeployedIT.war()
                .addAsResource(
                        new StringAsset("takt.users=server\ntakt.hide-values=true\n"),
                        "META-INF/microprofile-config.properties");
    }
}
