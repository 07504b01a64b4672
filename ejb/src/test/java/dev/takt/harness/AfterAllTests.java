package dev.takt.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops what the tests share, before the JVM ends: a hook at its end has no time to. */
public class AfterAllTests implements LauncherSessionListener {
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            TestDatabase.stopServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
