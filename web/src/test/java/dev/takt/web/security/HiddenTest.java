package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.takt.api.Page;
import dev.takt.api.Task;
import dev.takt.api.TaskError;
import dev.takt.web.Examples;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HiddenTest {
    @Test
    void argumentsAndResultsAreHiddenWhereverATaskIs() {
        Task task = Examples.failedTask();
        Task hidden = (Task) Objects.requireNonNull(Hidden.in(task));

        assertEquals("\"hidden\"", hidden.args());
        assertEquals(task.kwargs() == null ? null : "\"hidden\"", hidden.kwargs());
        assertEquals(task.result() == null ? null : "\"hidden\"", hidden.result());
        assertEquals(task.func(), hidden.func());
        assertEquals(Optional.of(hidden), Hidden.in(Optional.of(task)));
        assertEquals(new Page<>(List.of(hidden), 3L), Hidden.in(new Page<>(List.of(task), 3L)));
    }

    @Test
    void ofAnErrorItsTypeIsShownAndNeitherItsWordsNorItsStack() {
        Task task = Examples.failedTask();
        Task hidden = (Task) Objects.requireNonNull(Hidden.in(task));

        assertEquals(new TaskError(task.error().type(), "hidden", null), hidden.error());
    }

    @Test
    void whatHasNoValuesIsShownAsItIs() {
        assertEquals("text", Hidden.in("text"));
        assertNull(Hidden.in(null));
    }
}
