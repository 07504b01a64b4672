/** The peers: db-scheduler, Quartz, JobRunr and the bare loop, each in a process of its own. */
@NullMarked
package dev.takt.bench.peer;

import org.jspecify.annotations.NullMarked;
