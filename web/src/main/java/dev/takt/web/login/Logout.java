package dev.takt.web.login;

import dev.takt.web.security.PageLogin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** The log-out button of every page. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Logout {

    @Inject
    private PageLogin login;

    @Inject
    private FacesContext faces;

    /** Ends the session and goes to the login page. */
    public void leave() throws ServletException, IOException {
        ExternalContext external = faces.getExternalContext();
        login.leave((HttpServletRequest) external.getRequest());
        external.redirect(external.getRequestContextPath() + "/login.xhtml");
    }
}
