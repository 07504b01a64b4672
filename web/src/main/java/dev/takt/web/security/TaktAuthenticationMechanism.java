package dev.takt.web.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Asked by the container before every request, whatever its path: an application has only one mechanism, so this one
 * serves REST and pages. Refuses by default: what {@link Area} does not name as open needs a login.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class TaktAuthenticationMechanism implements HttpAuthenticationMechanism {
    @Inject
    private BasicLogin basicLogin;

    @Inject
    private PageLogin pageLogin;

    @Inject
    private PageSwitch pages;

    @Inject
    private Refusal refusal;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (Area.isOfPages(Area.pathIn(request)) && pages.areOff()) {
            return refusal.ofPageThatIsOff(request, response);
        }
        Area area = Area.of(request);
        try {
            return switch (area) {
                case OPEN -> context.doNothing();
                case API ->
                    basicLogin
                            .account(request)
                            .map(account -> letIn(account, context))
                            .orElseGet(() -> refusal.ofApi(request, response));
                case PAGE ->
                    pageLogin
                            .account(request)
                            .map(account -> letIn(account, context))
                            .orElseGet(() -> refusal.ofPage(request, response));
            };
        } catch (UsersUnreadableException away) {
            return refusal.whileAway(area, request, response, away);
        }
    }

    private static AuthenticationStatus letIn(Account account, HttpMessageContext context) {
        return context.notifyContainerAboutLogin(account.name(), account.role().includedNames());
    }
}
