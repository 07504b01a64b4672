package dev.takt.example.desk;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Under /desk/ask. */
@ApplicationPath("ask")
public class Rest extends Application {}
