package dev.takt.example.bookings;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Under /bookings/now. */
@ApplicationPath("now")
public class Rest extends Application {}
