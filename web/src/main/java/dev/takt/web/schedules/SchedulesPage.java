package dev.takt.web.schedules;

import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.ScheduleCondition;
import dev.takt.api.ScheduleQuery;
import dev.takt.api.ScheduleRejectedException;
import dev.takt.api.ScheduleSort;
import dev.takt.api.ScheduleType;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.TaskState;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Filters;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Query;
import dev.takt.web.words.Sorting;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Behind {@code schedules.xhtml}: one page of schedules by the filter in the address. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class SchedulesPage {
    private static final int ROWS = 50;
    private static final int OUTCOMES = 20;
    private static final Sorting<ScheduleSort> SORTING = new Sorting<>(ScheduleSort.NEWEST, ScheduleSort::text);

    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    private @Nullable String name;
    private @Nullable String func;
    private @Nullable String type;
    private @Nullable String cluster;
    private @Nullable String condition;
    private @Nullable String sort;
    private @Nullable String before;
    private @Nullable String after;
    private @Nullable Page<Schedule> page;
    private Instant now = Instant.EPOCH;
    private Map<Long, List<TaskState>> outcomes = Map.of();

    /** Reads what is shown. */
    public void load() {
        SORTING.problem(sort).ifPresent(messages::error);
        try {
            page = scheduler.schedules(new ScheduleQuery(
                    name,
                    Filters.text(func),
                    Filters.choice(ScheduleType.values(), type),
                    Filters.text(cluster),
                    Filters.choice(ScheduleCondition.values(), condition),
                    SORTING.read(sort),
                    SORTING.read(sort).isById() ? Ids.read(before) : null,
                    SORTING.read(sort).isById() ? null : Filters.text(after),
                    ROWS));
            now = scheduler.overview().at();
            outcomes = scheduler.latestOutcomes(
                    page.items().stream().map(Schedule::id).toList(), OUTCOMES);
        } catch (SchedulerUnavailableException | ScheduleRejectedException refused) {
            messages.error(refused);
        }
    }

    /** The same list by that column; backwards if it is by that column already. */
    public String sortedBy(String field) {
        return address(SORTING.next(SORTING.read(sort), field));
    }

    /** The same list with the newest first. */
    public String getUsual() {
        return address(null);
    }

    private String address(@Nullable String order) {
        return "schedules.xhtml"
                + new Query()
                        .with("name", name)
                        .with("func", func)
                        .with("type", type)
                        .with("cluster", cluster)
                        .with("condition", condition)
                        .with("sort", order);
    }

    /** How the list stands to that column, in the words of aria-sort. */
    public String direction(String field) {
        return SORTING.direction(SORTING.read(sort), field);
    }

    /** The order, null for the usual one. */
    public @Nullable ScheduleSort getOrder() {
        ScheduleSort order = SORTING.read(sort);
        return order == ScheduleSort.NEWEST ? null : order;
    }

    public ScheduleType[] getTypes() {
        return ScheduleType.values();
    }

    public ScheduleCondition[] getConditions() {
        return ScheduleCondition.values();
    }

    /** By the database's clock. */
    public Instant getNow() {
        return now;
    }

    /** How the last slots of a schedule ended, the oldest first. */
    public List<TaskState> outcomes(Schedule schedule) {
        return outcomes.getOrDefault(schedule.id(), List.of());
    }

    public List<Schedule> getSchedules() {
        return page == null ? List.of() : page.items();
    }

    /** Whether it is sure that there is nothing to show. */
    public boolean isNothing() {
        return page != null && page.items().isEmpty();
    }

    public boolean isNarrowed() {
        return Stream.of(name, func, type, cluster, condition, before, after).anyMatch(given -> given != null);
    }

    public @Nullable Long getNext() {
        return page == null ? null : page.next();
    }

    public @Nullable String getNextAfter() {
        return page == null ? null : page.after();
    }

    /** Whether there is another page. */
    public boolean isMore() {
        return page != null && (page.next() != null || page.after() != null);
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getFunc() {
        return func;
    }

    public void setFunc(@Nullable String func) {
        this.func = func;
    }

    public @Nullable String getType() {
        return type;
    }

    public void setType(@Nullable String type) {
        this.type = type;
    }

    public @Nullable String getCluster() {
        return cluster;
    }

    public void setCluster(@Nullable String cluster) {
        this.cluster = cluster;
    }

    public @Nullable String getCondition() {
        return condition;
    }

    public void setCondition(@Nullable String condition) {
        this.condition = condition;
    }

    public @Nullable String getSort() {
        return sort;
    }

    public void setSort(@Nullable String sort) {
        this.sort = sort;
    }

    public @Nullable String getAfter() {
        return after;
    }

    public void setAfter(@Nullable String after) {
        this.after = after;
    }

    public @Nullable String getBefore() {
        return before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before;
    }
}
