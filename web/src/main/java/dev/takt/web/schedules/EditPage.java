package dev.takt.web.schedules;

import dev.takt.api.Call;
import dev.takt.api.FunctionInfo;
import dev.takt.api.HookInfo;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.Overlap;
import dev.takt.api.Priority;
import dev.takt.api.Problem;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleConflictException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleType;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.web.security.Caller;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Pages;
import dev.takt.web.words.Texts;
import dev.takt.web.words.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Behind {@code edit.xhtml}: makes a schedule, changes one, or makes one like another. For admins only. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class EditPage {
    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Caller caller;

    @Inject
    private Messages messages;

    @Inject
    private Pages pages;

    @Inject
    private Wording wording;

    @Inject
    private FacesContext faces;

    private @Nullable String id;
    private @Nullable String copy;
    private @Nullable String func;
    private ScheduleForm form = ScheduleForm.empty();
    private @Nullable ScheduleForm stored;
    private @Nullable Schedule storedSchedule;
    private List<FunctionInfo> functions = List.of();
    private final Map<String, String> problems = new LinkedHashMap<>();

    /** Shows the form, or stores what was typed into it. */
    public @Nullable String open() throws IOException {
        if (!caller.isAdmin()) {
            return pages.forbidden();
        }
        try {
            functions = scheduler.functions();
            return faces.isPostback() ? store() : show();
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
            return null;
        }
    }

    private @Nullable String show() throws IOException {
        if (id == null && copy == null) {
            form = func == null ? form : form.with("func", func);
            return null;
        }
        Optional<Schedule> schedule = found(id == null ? copy : id);
        if (schedule.isEmpty()) {
            return pages.notFound();
        }
        ScheduleForm shown = formOf(schedule.get());
        form = id == null ? shown.duplicate() : shown;
        return null;
    }

    private Optional<Schedule> found(@Nullable String key) {
        return Optional.ofNullable(Ids.read(key)).flatMap(scheduler::find);
    }

    private ScheduleForm formOf(Schedule schedule) {
        return ScheduleForm.of(schedule, wording.zoneFor(schedule));
    }

    private @Nullable String store() throws IOException {
        form = ScheduleForm.of(faces.getExternalContext().getRequestParameterMap());
        Call call = form.call(signature(form.value("func")), wording.getZone());
        try {
            if (!form.problems().isEmpty()) {
                form.problems().forEach(this::show);
                scheduler.preview(call, 1); // for the validator to tell of all others too
                return null;
            }
            Schedule schedule = id == null ? scheduler.schedule(call) : scheduler.update(requiredId(), call);
            messages.info(Texts.of(id == null ? "edit.created" : "edit.changed", wording.name(schedule)));
            return "/schedule?faces-redirect=true&id=" + schedule.id();
        } catch (ScheduleConflictException conflict) {
            return showConflict(conflict);
        } catch (ScheduleRejectedException refused) {
            refused.problems().forEach(this::show);
            return null;
        } catch (NoSuchScheduleException gone) {
            return pages.notFound();
        }
    }

    private long requiredId() {
        Long key = Ids.read(id);
        if (key == null) {
            throw new NoSuchScheduleException(0);
        }
        return key;
    }

    private void show(Problem problem) {
        problems.merge(problem.field(), problem.message(), (one, other) -> one + "; " + other);
    }

    /** Somebody was faster: nothing is stored, both values are shown, and what is typed goes on top of theirs. */
    private @Nullable String showConflict(ScheduleConflictException conflict) throws IOException {
        boolean isStale =
                conflict.problems().stream().anyMatch(problem -> problem.field().equals("version"));
        if (!isStale) {
            conflict.problems().forEach(this::show);
            return null;
        }
        Optional<Schedule> now = found(id);
        if (now.isEmpty()) {
            return pages.notFound();
        }
        storedSchedule = now.get();
        stored = formOf(now.get());
        form = form.onTopOf(stored);
        return null;
    }

    private String signature(String name) {
        return function(name).map(FunctionInfo::signature).orElse("");
    }

    private Optional<FunctionInfo> function(String name) {
        return functions.stream().filter(known -> known.name().equals(name)).findFirst();
    }

    /** What is typed there. */
    public String value(String field) {
        return form.value(field);
    }

    /** What is wrong with it; empty if nothing is. */
    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }

    /** What somebody else has stored there meanwhile; empty if it is what is typed. */
    public String theirs(String field) {
        if (stored == null || stored.value(field).equals(form.value(field))) {
            return "";
        }
        String value = stored.value(field);
        return Texts.of("edit.theirs", value.isEmpty() ? Texts.of("nothing") : value);
    }

    /** Problems of fields that the form does not show. */
    public List<String> getOtherProblems() {
        List<String> others = new ArrayList<>();
        problems.forEach((field, message) -> {
            if (!ScheduleForm.fields().contains(field)) {
                others.add(field + ": " + message);
            }
        });
        return others;
    }

    public boolean isRefused() {
        return !problems.isEmpty();
    }

    /** Who was faster, and when; null if nobody was. */
    public @Nullable Schedule getConflict() {
        return storedSchedule;
    }

    /** An input for each argument; empty if they are typed as JSON. */
    public List<ArgumentInput> getArguments() {
        JsonArray typed =
                ArgumentInput.typed(faces.getExternalContext().getRequestParameterMap(), signature(form.value("func")));
        return ArgumentInput.of(signature(form.value("func")), typed == null ? form.value("args") : typed.toString())
                .orElse(List.of());
    }

    /** The function that is chosen, or null. */
    public @Nullable FunctionInfo getFunction() {
        return function(form.value("func")).orElse(null);
    }

    public List<FunctionInfo> getFunctions() {
        return functions;
    }

    public List<HookInfo> getHooks() {
        return scheduler.hooks();
    }

    public ScheduleType[] getTypes() {
        return ScheduleType.values();
    }

    public Overlap[] getOverlaps() {
        return Overlap.values();
    }

    public Priority[] getPriorities() {
        return Priority.values();
    }

    public @Nullable String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id;
    }

    public @Nullable String getCopy() {
        return copy;
    }

    public void setCopy(@Nullable String copy) {
        this.copy = copy;
    }

    public @Nullable String getFunc() {
        return func;
    }

    public void setFunc(@Nullable String func) {
        this.func = func;
    }
}
