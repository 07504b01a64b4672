package dev.takt.web.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of asadmin commands that makes users, for Payara Server and Payara Micro alike. */
final class PayaraUsers {
    private PayaraUsers() {}

    static Path commands(Path folder, List<ServerUser> users) {
        try {
            StringBuilder commands = new StringBuilder();
            for (ServerUser user : users) {
                Path password = Files.writeString(
                        folder.resolve(user.name() + ".password"), "AS_ADMIN_USERPASSWORD=" + user.password() + "\n");
                commands.append("create-file-user --groups %s --passwordfile %s %s\n"
                        .formatted(String.join(":", user.groups()), password, user.name()));
            }
            return Files.writeString(folder.resolve("users.asadmin"), commands);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
