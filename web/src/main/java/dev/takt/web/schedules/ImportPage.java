package dev.takt.web.schedules;

import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.web.rest.Import;
import dev.takt.web.security.Caller;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Pages;
import dev.takt.web.words.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Behind {@code import.xhtml}: makes all schedules of a file, or none. For admins only. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class ImportPage {
    private static final int MOST_PROBLEMS = 50;

    @Inject
    private Import importer;

    @Inject
    private Caller caller;

    @Inject
    private Messages messages;

    @Inject
    private Pages pages;

    @Inject
    private FacesContext faces;

    private String json = "";
    private List<Problem> problems = List.of();

    /** Shows the form, or stores what it has. */
    public @Nullable String open() throws IOException {
        if (!caller.isAdmin()) {
            return pages.forbidden();
        }
        return faces.isPostback() ? store() : null;
    }

    private @Nullable String store() {
        json = Objects.requireNonNullElse(
                faces.getExternalContext().getRequestParameterMap().get("json"), "");
        try {
            messages.info(Texts.of("import.done", importer.store(json)));
            return "/schedules?faces-redirect=true";
        } catch (ScheduleRejectedException refused) {
            problems = refused.problems().stream().limit(MOST_PROBLEMS).toList();
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
        return null;
    }

    public String getJson() {
        return json;
    }

    public List<Problem> getProblems() {
        return problems;
    }
}
