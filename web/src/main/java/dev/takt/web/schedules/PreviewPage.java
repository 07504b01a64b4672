package dev.takt.web.schedules;

import static dev.takt.api.Call.call;

import dev.takt.api.Call;
import dev.takt.api.PreviewSlot;
import dev.takt.api.Problem;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.calendar.CronInWords;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Behind {@code preview.xhtml}: the next slots of what stands in the form of a schedule, while it is typed. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class PreviewPage {
    private static final int SLOTS = 10;

    /** Slots do not depend on what is called; this is on every node. */
    private static final Call ANY = call("math.sqrt", 1);

    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Wording wording;

    @Inject
    private FacesContext faces;

    private List<PreviewSlot> slots = List.of();
    private final List<Problem> problems = new ArrayList<>();
    private @Nullable String unavailable;
    private ScheduleForm form = ScheduleForm.empty();

    /** Computes them. */
    public void load() {
        form = ScheduleForm.of(faces.getExternalContext().getRequestParameterMap());
        Call timing = form.timing(wording.getZone());
        problems.addAll(form.problems());
        ANY.fields().forEach(timing::set);
        try {
            slots = scheduler.preview(timing, SLOTS);
        } catch (ScheduleRejectedException refused) {
            problems.addAll(refused.problems());
        } catch (SchedulerUnavailableException away) {
            unavailable = away.getMessage();
        }
    }

    public List<PreviewSlot> getSlots() {
        return problems.isEmpty() ? slots : List.of();
    }

    public List<Problem> getProblems() {
        return problems;
    }

    public @Nullable String getUnavailable() {
        return unavailable;
    }

    /** The zone of the times. */
    public String getZone() {
        return form.zone(wording.getZone()).getId();
    }

    /** A cron expression in words; empty for other types. */
    public String getReading() {
        return form.value("type").equals("CRON") && problems.isEmpty()
                ? CronInWords.of(form.value("cron")).orElse("")
                : "";
    }
}
