package dev.takt.web.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentInputTest {
    private static final String MIXED =
            "send(to: String, times: int, on: LocalDate, loud: boolean, tags: java.util.Map<java.lang.String, java.lang.Integer>)";

    @Test
    void eachParameterHasTheInputOfItsType() {
        List<ArgumentInput> inputs = ArgumentInput.of(MIXED, null).orElseThrow();

        assertEquals(
                List.of("text", "number", "date", "truth", "json"),
                inputs.stream()
                        .map(input -> input.kind().equals("integer") ? input.html() : input.kind())
                        .toList());
        assertEquals(
                List.of("to", "times", "on", "loud", "tags"),
                inputs.stream().map(ArgumentInput::label).toList());
    }

    @Test
    void whatIsStoredIsShownInItsInput() {
        List<ArgumentInput> inputs = ArgumentInput.of(MIXED, "[\"ops <b>\", 3, \"2027-01-31\", true, {\"a\": 1}]")
                .orElseThrow();

        assertEquals(
                List.of("ops <b>", "3", "2027-01-31", "true", "{\"a\":1}"),
                inputs.stream().map(ArgumentInput::value).toList());
    }

    @Test
    void whatIsTypedBecomesJsonByItsType() {
        Map<String, String> posted =
                Map.of("arg.0", "12", "arg.1", "3", "arg.2", "2027-01-31", "arg.3", "false", "arg.4", "{\"a\": 1}");

        assertEquals("[\"12\",3,\"2027-01-31\",false,{\"a\":1}]", text(ArgumentInput.typed(posted, MIXED)));
    }

    @Test
    void argumentsLeftOutAtTheEndAreLeftOut() {
        assertEquals("[\"ops\"]", text(ArgumentInput.typed(Map.of("arg.0", "ops", "arg.1", "", "arg.2", ""), MIXED)));
        assertEquals("[null,2]", text(ArgumentInput.typed(Map.of("arg.0", "", "arg.1", "2"), "f(a: int, b: int)")));
    }

    @Test
    void whatIsNoNumberStaysTextForTheValidatorToRefuse() {
        assertEquals("[\"many\"]", text(ArgumentInput.typed(Map.of("arg.0", "many"), "f(a: int)")));
    }

    @Test
    void withoutInputsNothingWasTypedIntoThem() {
        assertNull(ArgumentInput.typed(Map.of("args", "[1]"), "f(a: int)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run(command: String, args: String...)", "start(job: String, **parameters)", "nonsense"})
    void anOpenNumberOfArgumentsIsTypedAsJson(String signature) {
        assertEquals(Optional.empty(), ArgumentInput.of(signature, null));
    }

    @Test
    void whatIsStoredAndDoesNotFitIsShownAsJson() {
        assertEquals(Optional.empty(), ArgumentInput.of("f(a: int)", "[1, 2]"));
        assertEquals(Optional.empty(), ArgumentInput.of("f(a: int)", "{not json"));
    }

    private static String text(@Nullable JsonArray typed) {
        return Objects.requireNonNull(typed).toString();
    }
}
