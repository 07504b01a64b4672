package dev.takt.builtin;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A program under way. The calling thread alone looks after it, and reads only what is there: so no other thread can be
 * left over, and a grandchild that keeps the output open holds up nobody.
 */
final class Program {
    /** Its passwords are among these. */
    private static final String VARIABLES_OF_TAKT = "TAKT_";

    private static final long LOOK_EVERY_MILLIS = 10;
    private static final int LOOKS_BEFORE_FORCE = 200;

    private final Process process;
    private final Tail output = new Tail();
    private final Tail errorOutput = new Tail();

    private Program(Process process) {
        this.process = process;
    }

    static ShellResult run(List<String> commandLine) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(commandLine);
        builder.environment().keySet().removeIf(name -> name.startsWith(VARIABLES_OF_TAKT));
        Program program = new Program(builder.start());
        try {
            return program.awaitEnd();
        } finally {
            program.endAll();
        }
    }

    private ShellResult awaitEnd() throws IOException, InterruptedException {
        process.getOutputStream().close();
        boolean ended;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted, and the program was ended");
            }
            ended = !process.isAlive();
            if (!read()) {
                process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } while (!ended);
        while (read()) {
            // what it wrote before its end
        }
        return new ShellResult(process.exitValue(), output.text(), errorOutput.text());
    }

    private boolean read() throws IOException {
        return output.take(process.getInputStream()) | errorOutput.take(process.getErrorStream());
    }

    /** Asks the program and its descendants to end, and makes those that have not after two seconds. */
    private void endAll() {
        if (!process.isAlive()) {
            return;
        }
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroy);
        for (int look = 0; look < LOOKS_BEFORE_FORCE && family.stream().anyMatch(ProcessHandle::isAlive); look++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
        Stream.concat(family.stream(), family().stream()).forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }
}
