package dev.takt.example.stock;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Under /stock/counted. */
@ApplicationPath("counted")
public class Rest extends Application {}
