package dev.takt.ear;

import dev.takt.api.SchedulerUnavailableException;
import dev.takt.remote.Answer;
import dev.takt.remote.RemoteCall;
import dev.takt.remote.SchedulerCalls;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Remote;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Objects;

/**
 * Takes calls of other applications and hands them to where it is decided what callers may do: in takt-web, whose classes no other
 * archive sees. Open to everybody, since each call shows a name and a password. A call has no part in its caller's transaction.
 */
@Stateless
@Remote(SchedulerCalls.class)
@PermitAll
@TransactionManagement(TransactionManagementType.BEAN)
@SuppressWarnings("NullAway.Init") // the container injects the field
public class RemoteCalls implements SchedulerCalls {
    @Inject
    private Event<RemoteCall> calls;

    @Override
    public String call(String json) {
        RemoteCall call = new RemoteCall(json);
        calls.fire(call);
        return Objects.requireNonNullElseGet(
                call.answer(),
                () -> Answer.thrown(new SchedulerUnavailableException("takt-web, which answers calls, is not there")));
    }
}
