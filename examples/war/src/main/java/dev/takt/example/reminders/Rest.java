package dev.takt.example.reminders;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Under /reminders/now. */
@ApplicationPath("now")
public class Rest extends Application {}
