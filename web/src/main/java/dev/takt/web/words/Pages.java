package dev.takt.web.words;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends a request with an error page, or leads to the same page again. What it returns is an outcome of Faces. */
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Pages {
    @Inject
    private FacesContext faces;

    /** 403: a page offers nothing that its reader may not do, so this is somebody who made the request by hand. */
    public @Nullable String forbidden() throws IOException {
        return error(HttpServletResponse.SC_FORBIDDEN);
    }

    /** 404. */
    public @Nullable String notFound() throws IOException {
        return error(HttpServletResponse.SC_NOT_FOUND);
    }

    /** By a redirect, so that to load the page again does nothing again. */
    public String again() {
        return faces.getViewRoot().getViewId() + "?faces-redirect=true&includeViewParams=true";
    }

    private @Nullable String error(int status) throws IOException {
        faces.getExternalContext().responseSendError(status, "");
        faces.responseComplete();
        return null;
    }
}
