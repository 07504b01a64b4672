package dev.takt.web.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.takt.config.NodeClock;
import dev.takt.web.dashboard.RecentAnswers.Answer;
import dev.takt.web.dashboard.RecentAnswers.Question;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
    private static final Answer ANSWER = new Answer("text/html;charset=UTF-8", new byte[] {1});

    private Duration now = Duration.ofDays(-1);
    private final RecentAnswers answers = new RecentAnswers(new NodeClock() {
        @Override
        public long nanoTime() {
            return now.toNanos();
        }
    });

    @Test
    void anAnswerHoldsForTwoSeconds() {
        answers.keep(question("takt-viewer"), ANSWER);

        now = now.plusMillis(1999);
        assertSame(ANSWER, answers.to(question("takt-viewer")).orElseThrow());
        now = now.plusMillis(1);
        assertEquals(Optional.empty(), answers.to(question("takt-viewer")));
    }

    @Test
    void whoHasAnotherRoleIsNotAnsweredAlike() {
        answers.keep(question("takt-admin"), ANSWER);

        assertEquals(Optional.empty(), answers.to(question("takt-viewer")));
    }

    @Test
    void noMoreIsKeptWhateverIsAskedUntilSomethingIsOld() {
        for (int i = 0; i < RecentAnswers.MOST; i++) {
            answers.keep(question("role " + i), ANSWER);
        }
        answers.keep(question("one more"), ANSWER);
        assertEquals(Optional.empty(), answers.to(question("one more")));

        now = now.plusSeconds(2);
        answers.keep(question("one more"), ANSWER);
        assertSame(ANSWER, answers.to(question("one more")).orElseThrow());
    }

    private static Question question(String role) {
        return new Question("part=list", role, "UTC", "en");
    }
}
