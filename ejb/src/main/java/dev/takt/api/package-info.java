/**
 * What applications use: the {@link dev.takt.api.Scheduler} to inject, the {@link dev.takt.api.Call} builder, the
 * annotations for functions and hooks, the events and the views of schedules and tasks. Nothing else of Takt is public.
 */
@NullMarked
package dev.takt.api;

import org.jspecify.annotations.NullMarked;
