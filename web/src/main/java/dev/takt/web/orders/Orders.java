package dev.takt.web.orders;

import dev.takt.api.NoSuchNodeException;
import dev.takt.api.NoSuchScheduleException;
import dev.takt.api.NoSuchTaskException;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.web.security.Caller;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Choices;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Pages;
import dev.takt.web.words.Texts;
import dev.takt.web.words.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what a button orders for one schedule, task or node, or for all that are ticked. The button's name is the order and
 * its value the id, or {@code ticked}. The view state that every post needs is what a foreign site cannot know.
 */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Orders {
    private static final String TICKED = "ticked";

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

    /** The names of the buttons for all schedules that are ticked, as far as the reader may press them. */
    public List<String> getForSchedules() {
        return allowed(Order.FOR_SCHEDULES);
    }

    /** The same for all tasks that are ticked. */
    public List<String> getForTasks() {
        return allowed(Order.FOR_TASKS);
    }

    private List<String> allowed(List<Order> orders) {
        return orders.stream()
                .filter(order -> caller.is(order.role()))
                .map(Order::button)
                .toList();
    }

    /** Does what was ordered, if anything was, and shows the page again. */
    public @Nullable String obey() throws IOException {
        Map<String, String> posted = faces.getExternalContext().getRequestParameterMap();
        Optional<Order> ordered = posted.keySet().stream()
                .flatMap(name -> Order.named(name).stream())
                .findFirst();
        if (ordered.isEmpty()) {
            return null;
        }
        Order order = ordered.get();
        if (!caller.is(order.role())) {
            return pages.forbidden();
        }
        String whose = Objects.requireNonNullElse(posted.get(order.button()), "");
        if (whose.equals(TICKED)) {
            carryOutAll(order, ticked());
        } else {
            Optional.ofNullable(Ids.read(whose)).ifPresent(id -> carryOut(order, id));
        }
        return order.leadsTo(faces.getViewRoot().getViewId())
                .map(page -> page + "?faces-redirect=true")
                .orElseGet(pages::again);
    }

    private List<Long> ticked() {
        String[] ids = faces.getExternalContext().getRequestParameterValuesMap().get(TICKED);
        return Stream.of(ids == null ? new String[0] : ids)
                .map(Ids::read)
                .filter(Objects::nonNull)
                .toList();
    }

    private void carryOut(Order order, long id) {
        String name = nameOf(order, id);
        attempt(order, id)
                .ifPresent(outcome ->
                        messages.info(Texts.of("order." + order.button() + ".done", name, outcome.toString())));
    }

    /** Each on its own: what one refuses does not keep the others back. */
    private void carryOutAll(Order order, List<Long> ids) {
        if (ids.isEmpty()) {
            messages.error(Texts.of("order.none"));
            return;
        }
        long done = ids.stream().filter(id -> attempt(order, id).isPresent()).count();
        messages.info(Texts.of("order." + order.button() + ".all", done));
    }

    private Optional<Object> attempt(Order order, long id) {
        try {
            return Optional.of(order.carryOut(scheduler, id));
        } catch (NoSuchScheduleException
                | NoSuchTaskException
                | NoSuchNodeException
                | ScheduleRejectedException
                | SchedulerUnavailableException refusal) {
            messages.error(refusal);
            return Optional.empty();
        }
    }

    private String nameOf(Order order, long id) {
        Optional<String> name = Order.FOR_SCHEDULES.contains(order)
                ? scheduler.find(id).map(wording::name)
                : Order.FOR_NODES.contains(order) ? nameOfNode(id) : Optional.empty();
        return name.orElseGet(() -> Long.toString(id));
    }

    private Optional<String> nameOfNode(long id) {
        return scheduler.status().node(id).map(Choices::name);
    }
}
