package dev.takt.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of this Java. */
final class Java {
    private static final long STOP_SECONDS = 30;

    private Java() {}

    /**
     * A command that runs a Java of its own.
     *
     * @param setup for the heap
     * @param name of the flight recording
     * @param arguments after the options
     * @return not started yet
     */
    static ProcessBuilder with(Setup setup, String name, Map<String, String> properties, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + setup.heap());
        if (setup.profiled()) {
            command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                    + setup.folder().resolve(name + "-" + System.nanoTime() + ".jfr"));
        }
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    static Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(process::destroy)); // whoever ends the benchmark ends all of it
            return process;
        } catch (IOException e) {
            throw new IllegalStateException("A process cannot be started", e);
        }
    }
}
