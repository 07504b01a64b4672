package dev.takt.builtin;

import dev.takt.api.TaskFunction;
import dev.takt.config.TaktConfig;
import dev.takt.run.ArgumentCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The function {@code shell.run}: starts one of the programs that {@code takt.shell.commands} lists, without a shell. */
@ApplicationScoped
public class ShellFunction implements ArgumentCheck {
    private final Set<String> allowed;

    /** For the container's proxies only. */
    protected ShellFunction() {
        this.allowed = Set.of();
    }

    @Inject
    ShellFunction(TaktConfig config) {
        this.allowed = config.shellCommands();
    }

    @TaskFunction(value = "shell.run", description = "runs a program that takt.shell.commands lists, without a shell")
    public ShellResult run(String command, String... args) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(args));
        return Program.run(line);
    }

    @Override
    public String function() {
        return "shell.run";
    }

    @Override
    public Optional<String> problem(@Nullable Object[] arguments) {
        String command = (String) arguments[0];
        @Nullable String[] args = Objects.requireNonNull((@Nullable String[]) arguments[1]);
        if (allowed.isEmpty()) {
            return Optional.of("takt.shell.commands lists no command on this node");
        }
        if (command == null || !allowed.contains(command)) {
            return Optional.of("expected the absolute path of a command that takt.shell.commands lists, was " + command
                    + sameName(command));
        }
        return Arrays.stream(args).allMatch(ShellFunction::canBePassed)
                ? Optional.empty()
                : Optional.of("an argument is null or holds the character NUL");
    }

    private static boolean canBePassed(@Nullable String arg) {
        return arg != null && arg.indexOf('\0') < 0;
    }

    private String sameName(@Nullable String command) {
        return allowed.stream()
                .filter(path -> Path.of(path).endsWith(nameOf(command)))
                .findFirst()
                .map(path -> "; did you mean " + path + "?")
                .orElse("");
    }

    private static String nameOf(@Nullable String command) {
        return command == null ? "" : command.substring(command.lastIndexOf('/') + 1);
    }
}
