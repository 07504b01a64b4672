package dev.takt.web.dashboard;

import dev.takt.web.dashboard.RecentAnswers.Answer;
import dev.takt.web.dashboard.RecentAnswers.Question;
import dev.takt.web.security.Role;
import dev.takt.web.security.SafeHeaders;
import dev.takt.web.words.ReaderZone;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes the part of the dashboard that browsers ask for every ten seconds once for all who see the same, and not for each. It has
 * nothing of a session: what it says depends on the address, the role, the zone and the language.
 */
@WebFilter("/dashboard.xhtml")
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class SharedDashboard extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient RecentAnswers answers;

    @Inject
    private transient ReaderZone zone;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Question> question = question(request);
        if (question.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Answer> answer = answers.to(question.get());
        if (answer.isPresent()) {
            SafeHeaders.setUnstored(response);
        } else {
            KeptResponse made = new KeptResponse(response);
            chain.doFilter(request, made);
            answer = made.answer();
            answer.ifPresent(fresh -> answers.keep(question.get(), fresh));
        }
        if (answer.isPresent()) {
            response.setContentType(answer.get().contentType());
            response.getOutputStream().write(answer.get().body());
        }
    }

    /** Empty for whoever has no role: what is refused is not shared. */
    private Optional<Question> question(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || !"list".equals(request.getParameter("part"))) {
            return Optional.empty();
        }
        return Arrays.stream(Role.values())
                .map(Role::roleName)
                .filter(request::isUserInRole)
                .findFirst()
                .map(role -> new Question(
                        request.getQueryString(),
                        role,
                        zone.get().getId(),
                        Objects.requireNonNullElse(request.getHeader("Accept-Language"), "")));
    }
}
