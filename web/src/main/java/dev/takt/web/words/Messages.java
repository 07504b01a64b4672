package dev.takt.web.words;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseId;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the person at the page what happened, also past the redirect that follows. Kept in the session until a whole page
 * shows it: the flash of Faces ends with the next request, which may be one that a script makes meanwhile.
 */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Messages {
    private static final String KEPT = Messages.class.getName();
    private static final int MOST = 20;

    @Inject
    private FacesContext faces;

    private @Nullable List<Message> taken;

    /**
     * What is told.
     *
     * @param kind {@code info} or {@code error}
     * @param text in words
     */
    public record Message(String kind, String text) implements Serializable {}

    /** What was done. */
    public void info(String text) {
        add("info", text);
    }

    /** What was not done, in the words of the scheduler. */
    public void error(RuntimeException refusal) {
        add("error", String.valueOf(refusal.getMessage()));
    }

    /** What was not done. */
    public void error(String text) {
        add("error", text);
    }

    /** A part of a page shows none: it is asked for again soon. */
    private void add(String kind, String text) {
        boolean isPart = faces.getExternalContext().getRequestParameterMap().containsKey("part");
        List<Message> kept = new ArrayList<>(kept());
        Message message = new Message(kind, text);
        if (!isPart && kept.size() < MOST && !kept.contains(message)) {
            kept.add(message);
            session().put(KEPT, kept);
        }
    }

    /** What is told now, and not again; nothing before it is shown, for a list asks for its rows when a form is read, too. */
    public List<Message> getTaken() {
        if (faces.getCurrentPhaseId() != PhaseId.RENDER_RESPONSE) {
            return List.of();
        }
        if (taken == null) {
            taken = kept();
            session().remove(KEPT);
        }
        return taken;
    }

    @SuppressWarnings("unchecked") // nobody else puts anything there
    private List<Message> kept() {
        Object kept = session().get(KEPT);
        return kept == null ? List.of() : (List<Message>) kept;
    }

    private Map<String, Object> session() {
        return faces.getExternalContext().getSessionMap();
    }
}
