package dev.takt.web.words;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Tells the person at the page what happened, also past the redirect that follows. */
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Messages {
    @Inject
    private FacesContext faces;

    /** What was done. */
    public void info(String text) {
        add(FacesMessage.SEVERITY_INFO, text);
    }

    /** What was not done, in the words of the scheduler. */
    public void error(RuntimeException refusal) {
        add(FacesMessage.SEVERITY_ERROR, refusal.getMessage());
    }

    /** What was not done. */
    public void error(String text) {
        add(FacesMessage.SEVERITY_ERROR, text);
    }

    private void add(FacesMessage.Severity severity, @Nullable String text) {
        faces.addMessage(null, new FacesMessage(severity, text, null));
        faces.getExternalContext().getFlash().setKeepMessages(true);
    }
}
