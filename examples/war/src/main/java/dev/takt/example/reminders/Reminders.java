package dev.takt.example.reminders;

import dev.takt.api.TaskFunction;
import jakarta.enterprise.context.ApplicationScoped;

/** A function is a method of a bean. */
@ApplicationScoped
public class Reminders {
    /** Called "reminders.remind", after the bean and the method. */
    @TaskFunction(description = "reminds somebody of something")
    public String remind(String whom, String what) {
        return "Dear " + whom + ", remember " + what;
    }
}
