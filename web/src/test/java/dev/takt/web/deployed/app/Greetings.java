package dev.takt.web.deployed.app;

import dev.takt.api.Arg;
import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/** Functions with arguments of several kinds. */
@ApplicationScoped
public class Greetings {
    /** How to greet. */
    public enum Tone {
        WARM,
        COOL
    }

    /** Called "greetings.greet", after the bean and the method. */
    @TaskFunction(description = "greets")
    public String greet(String name) {
        return "Hello, " + name;
    }

    /** Has a name of its own, and so has its first parameter. */
    @TaskFunction("cards.write")
    public String write(@Arg("to") String address, Tone tone, LocalDate day) {
        return address + " " + tone + " " + day.plusDays(1);
    }

    /** Does not work. */
    @TaskFunction
    public void fail() {
        throw new IllegalStateException("no greeting today");
    }
}
