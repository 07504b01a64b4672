package dev.takt.web.users;

import dev.takt.web.security.Caller;
import dev.takt.web.security.Logins;
import dev.takt.web.security.Role;
import dev.takt.web.security.UserAdministration;
import dev.takt.web.security.UserAdministration.User;
import dev.takt.web.security.UserRefusedException;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Pages;
import dev.takt.web.words.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Behind {@code users.xhtml}. For administrators only; each button's value is the name of the user that it is about. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class UsersPage {
    @Inject
    private UserAdministration users;

    @Inject
    private Logins logins;

    @Inject
    private Caller caller;

    @Inject
    private Messages messages;

    @Inject
    private Pages pages;

    @Inject
    private FacesContext faces;

    /** Does what a button orders, if one was pressed. */
    public @Nullable String open() throws IOException {
        if (!caller.isAdmin() || faces.isPostback() && isOfServer()) {
            return pages.forbidden();
        }
        if (!faces.isPostback()) {
            return null;
        }
        Map<String, String> posted = faces.getExternalContext().getRequestParameterMap();
        try {
            obey(posted);
        } catch (UserRefusedException refused) {
            messages.error(refused);
        }
        return pages.again();
    }

    private void obey(Map<String, String> posted) {
        if (posted.containsKey("create")) {
            String name = text(posted, "name");
            users.create(name, text(posted, "password"), role(posted));
            messages.info(Texts.of("users.created", name));
        } else if (posted.containsKey("setRole")) {
            users.setRole(text(posted, "user"), role(posted));
            messages.info(Texts.of("users.changed", text(posted, "user")));
        } else if (posted.containsKey("setPassword")) {
            users.setPassword(text(posted, "user"), text(posted, "password"));
            messages.info(Texts.of("users.changed", text(posted, "user")));
        } else if (posted.containsKey("unlock")) {
            users.unlock(text(posted, "user"));
            messages.info(Texts.of("users.unlocked", text(posted, "user")));
        } else if (posted.containsKey("deleteUser")) {
            users.delete(text(posted, "user"));
            messages.info(Texts.of("users.deleted", text(posted, "user")));
        }
    }

    private static String text(Map<String, String> posted, String name) {
        return Objects.requireNonNullElse(posted.get(name), "");
    }

    private static Role role(Map<String, String> posted) {
        return Role.named(text(posted, "role")).orElse(Role.VIEWER);
    }

    /** Whether they are the server's, and nothing is to be done here. */
    public boolean isOfServer() {
        return logins.areOfServer();
    }

    public List<User> getUsers() {
        return users.list();
    }

    /** A role in words; one that nobody knows, made by SQL, as it is. */
    public String roleOf(User user) {
        return Role.named(user.role())
                .map(role -> Texts.of("role." + role.roleName()))
                .orElse(user.role());
    }

    public List<String> getRoles() {
        return Stream.of(Role.values()).map(Role::roleName).toList();
    }
}
