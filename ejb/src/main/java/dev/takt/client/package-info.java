/**
 * The scheduler for an application without a data source, which asks that of takt.ear. In takt-ejb-client.jar alone: an application with
 * takt-ejb has a scheduler.
 */
@NullMarked
package dev.takt.client;

import org.jspecify.annotations.NullMarked;
