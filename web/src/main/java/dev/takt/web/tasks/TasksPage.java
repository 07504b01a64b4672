package dev.takt.web.tasks;

import dev.takt.api.NodeInfo;
import dev.takt.api.Page;
import dev.takt.api.Schedule;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.api.Task;
import dev.takt.api.TaskQuery;
import dev.takt.api.TaskSort;
import dev.takt.api.TaskState;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Filters;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import dev.takt.web.words.Query;
import dev.takt.web.words.Sorting;
import dev.takt.web.words.Times;
import dev.takt.web.words.Wording;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Behind {@code tasks.xhtml}: one page of tasks by the filter in the address. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class TasksPage {
    private static final int ROWS = 50;
    private static final Long NO_SCHEDULE = 0L;
    private static final Sorting<TaskSort> SORTING = new Sorting<>(TaskSort.NEWEST, TaskSort::text);

    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    @Inject
    private Wording wording;

    private @Nullable String schedule;
    private @Nullable String state;
    private @Nullable String func;
    private @Nullable String group;
    private @Nullable String node;
    private @Nullable String since;
    private @Nullable String until;
    private @Nullable String words;
    private @Nullable String sort;
    private @Nullable String before;
    private @Nullable TaskQuery query;
    private @Nullable Page<Task> page;
    private @Nullable List<NodeInfo> nodes;

    /** Reads what is shown. */
    public void load() {
        SORTING.problem(sort).ifPresent(messages::error);
        try {
            query = query();
            page = scheduler.tasks(query);
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    private TaskQuery query() {
        return new TaskQuery(
                scheduleId(),
                Filters.choice(TaskState.values(), state),
                Filters.text(func),
                Filters.text(group),
                Ids.read(node),
                Times.read(since, wording.getReaderZone()),
                Times.read(until, wording.getReaderZone()),
                Filters.text(words),
                SORTING.read(sort),
                Ids.read(before),
                ROWS);
    }

    /** By number or by name; a name that no schedule has finds no tasks, rather than all. */
    private @Nullable Long scheduleId() {
        String given = Filters.text(schedule);
        Long id = Ids.read(given);
        return given == null || id != null
                ? id
                : scheduler.find(given).map(Schedule::id).orElse(NO_SCHEDULE);
    }

    /** The same filter for the files of the whole list. */
    public String getForDownload() {
        if (query == null) {
            return "";
        }
        return new Query()
                .with("schedule", query.schedule())
                .with("state", query.state())
                .with("func", query.func())
                .with("group", query.group())
                .with("node", query.node())
                .with("since", query.since())
                .with("until", query.until())
                .with("text", query.text())
                .with("sort", SORTING.text(query.sort()))
                .toString();
    }

    /** The same list by that column; backwards if it is by that column already. */
    public String sortedBy(String field) {
        return "tasks.xhtml"
                + new Query()
                        .with("schedule", schedule)
                        .with("state", state)
                        .with("func", func)
                        .with("group", group)
                        .with("node", node)
                        .with("since", since)
                        .with("until", until)
                        .with("words", words)
                        .with("sort", SORTING.text(SORTING.read(SORTING.next(SORTING.read(sort), field))));
    }

    /** How the list stands to that column, in the words of aria-sort. */
    public String direction(String field) {
        return SORTING.direction(SORTING.read(sort), field);
    }

    /** Whether the oldest come first. */
    public boolean isOldestFirst() {
        return SORTING.read(sort) == TaskSort.OLDEST;
    }

    /** The nodes that there are to choose from. */
    public List<NodeInfo> getNodes() {
        if (nodes == null) {
            nodes = page == null ? List.of() : scheduler.status().nodes();
        }
        return nodes;
    }

    public TaskState[] getStates() {
        return TaskState.values();
    }

    public List<Task> getTasks() {
        return page == null ? List.of() : page.items();
    }

    /** Whether it is sure that there is nothing to show. */
    public boolean isNothing() {
        return page != null && page.items().isEmpty();
    }

    public boolean isNarrowed() {
        return Stream.of(schedule, state, func, group, node, since, until, words, before)
                .anyMatch(Objects::nonNull);
    }

    public @Nullable Long getNext() {
        return page == null ? null : page.next();
    }

    public @Nullable String getSchedule() {
        return schedule;
    }

    public void setSchedule(@Nullable String schedule) {
        this.schedule = schedule;
    }

    public @Nullable String getState() {
        return state;
    }

    public void setState(@Nullable String state) {
        this.state = state;
    }

    public @Nullable String getFunc() {
        return func;
    }

    public void setFunc(@Nullable String func) {
        this.func = func;
    }

    public @Nullable String getGroup() {
        return group;
    }

    public void setGroup(@Nullable String group) {
        this.group = group;
    }

    public @Nullable String getNode() {
        return node;
    }

    public void setNode(@Nullable String node) {
        this.node = node;
    }

    public @Nullable String getSince() {
        return since;
    }

    public void setSince(@Nullable String since) {
        this.since = since;
    }

    public @Nullable String getUntil() {
        return until;
    }

    public void setUntil(@Nullable String until) {
        this.until = until;
    }

    public @Nullable String getWords() {
        return words;
    }

    public void setWords(@Nullable String words) {
        this.words = words;
    }

    public @Nullable String getSort() {
        return sort;
    }

    public void setSort(@Nullable String sort) {
        this.sort = sort;
    }

    public @Nullable String getBefore() {
        return before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before;
    }
}
