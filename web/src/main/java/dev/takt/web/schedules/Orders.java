package dev.takt.web.schedules;

import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.web.security.Caller;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Texts;
import dev.takt.web.words.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a button of the list of schedules orders. The button's name is the order and its value the
 * schedule's id. The view state that every post needs is what a foreign site cannot know.
 */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Orders {
    private static final String AGAIN = "/schedules?faces-redirect=true&includeViewParams=true";

    @Inject
    private Scheduler scheduler;

    @Inject
    private Caller caller;

    @Inject
    private Messages messages;

    @Inject
    private Wording wording;

    @Inject
    private FacesContext faces;

    /** Does what was ordered, if anything was, and shows the list again. */
    public @Nullable String obey() throws IOException {
        Map<String, String> posted = faces.getExternalContext().getRequestParameterMap();
        for (Order order : Order.values()) {
            Long schedule = Ids.read(posted.get(order.button()));
            if (schedule != null) {
                return obey(order, schedule);
            }
        }
        return null;
    }

    private @Nullable String obey(Order order, long schedule) throws IOException {
        if (!caller.isOperator()) {
            return refuse();
        }
        try {
            String name = scheduler.find(schedule).map(wording::name).orElseGet(() -> Long.toString(schedule));
            Object outcome = order.carryOut(scheduler, schedule);
            messages.info(Texts.of("order." + order.button() + ".done", name, outcome.toString()));
        } catch (NoSuchScheduleException | ScheduleRejectedException | SchedulerUnavailableException refusal) {
            messages.error(refusal);
        }
        return AGAIN;
    }

    /** A viewer has no buttons, so this is somebody who made the request by hand. */
    private @Nullable String refuse() throws IOException {
        ExternalContext external = faces.getExternalContext();
        external.responseSendError(HttpServletResponse.SC_FORBIDDEN, "");
        faces.responseComplete();
        return null;
    }
}
