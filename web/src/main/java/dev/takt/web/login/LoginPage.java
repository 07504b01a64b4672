package dev.takt.web.login;

import dev.takt.web.security.AskedPage;
import dev.takt.web.security.PageLogin;
import dev.takt.web.words.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Behind {@code login.xhtml}: asks for name and password, then goes on to the page that was asked for. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields, the page sets the others
public class LoginPage {

    @Inject
    private PageLogin login;

    @Inject
    private FacesContext faces;

    private String name;
    private String password;
    private @Nullable String from;

    /** Logs in and redirects, or says that name or password is wrong. */
    public void enter() throws IOException {
        ExternalContext external = faces.getExternalContext();
        HttpServletRequest request = (HttpServletRequest) external.getRequest();
        if (login.enter(request, name, password)) {
            external.redirect(
                    external.getRequestContextPath() + AskedPage.named(from).path());
        } else {
            faces.addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, inVain(request), null));
        }
    }

    private String inVain(HttpServletRequest request) {
        int tries = login.wrongTries(request, name);
        return PageLogin.mayBeLockedOut(tries) ? Texts.of("login.often", tries) : Texts.of("login.wrong");
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public @Nullable String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from;
    }
}
