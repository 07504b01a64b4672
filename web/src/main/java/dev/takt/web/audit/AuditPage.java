package dev.takt.web.audit;

import dev.takt.api.Act;
import dev.takt.api.AuditEntry;
import dev.takt.api.AuditQuery;
import dev.takt.api.AuditSubject;
import dev.takt.api.Page;
import dev.takt.api.Scheduler;
import dev.takt.api.SchedulerUnavailableException;
import dev.takt.web.security.ForCaller;
import dev.takt.web.words.Filters;
import dev.takt.web.words.Ids;
import dev.takt.web.words.Messages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Behind {@code audit.xhtml}: one page of the audit by the filter in the address. */
@Named
@RequestScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class AuditPage {
    private static final int ROWS = 50;

    @Inject
    @ForCaller
    private Scheduler scheduler;

    @Inject
    private Messages messages;

    private @Nullable String who;
    private @Nullable String act;
    private @Nullable String kind;
    private @Nullable String subject;
    private @Nullable String before;
    private @Nullable Page<AuditEntry> page;

    /** Reads what is shown. A subject without its kind is one of a schedule. */
    public void load() {
        try {
            AuditSubject ofKind = Filters.choice(AuditSubject.values(), kind);
            page = scheduler.audit(new AuditQuery(
                    ofKind == null && subject != null ? AuditSubject.SCHEDULE : ofKind,
                    Filters.text(subject),
                    Filters.text(who),
                    Filters.choice(Act.values(), act),
                    Ids.read(before),
                    ROWS));
        } catch (SchedulerUnavailableException away) {
            messages.error(away);
        }
    }

    public Act[] getActs() {
        return Act.values();
    }

    public AuditSubject[] getKinds() {
        return AuditSubject.values();
    }

    public List<AuditEntry> getEntries() {
        return page == null ? List.of() : page.items();
    }

    /** Whether it is sure that there is nothing to show. */
    public boolean isNothing() {
        return page != null && page.items().isEmpty();
    }

    public boolean isNarrowed() {
        return Stream.of(who, act, kind, subject, before).anyMatch(given -> given != null);
    }

    public @Nullable Long getNext() {
        return page == null ? null : page.next();
    }

    public @Nullable String getWho() {
        return who;
    }

    public void setWho(@Nullable String who) {
        this.who = who;
    }

    public @Nullable String getAct() {
        return act;
    }

    public void setAct(@Nullable String act) {
        this.act = act;
    }

    public @Nullable String getKind() {
        return kind;
    }

    public void setKind(@Nullable String kind) {
        this.kind = kind;
    }

    public @Nullable String getSubject() {
        return subject;
    }

    public void setSubject(@Nullable String subject) {
        this.subject = subject;
    }

    public @Nullable String getBefore() {
        return before;
    }

    public void setBefore(@Nullable String before) {
        this.before = before;
    }
}
