package dev.takt.web.deployed;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Somebody whom a server knows. */
record ServerUser(String name, String password, List<String> groups) {
    /** Whom {@link UsersOfTheServer} expects. */
    static final List<ServerUser> OF_TAKT = List.of(
            ofTakt("ada", "takt-admin"),
            ofTakt("olle", "takt-operator", "staff"),
            ofTakt("vala", "takt-viewer"),
            ofTakt("victim", "takt-viewer"),
            ofTakt("stina", "staff"));

    /** Who may ask the examples, and somebody who is known and may not; with passwords of this run of the tests. */
    static final ServerUser GRACE = ofExamples("grace", "secretary", "clerk", "storekeeper", "receptionist");

    static final ServerUser CURIOUS = ofExamples("curious", "staff", "takt-admin");

    static final List<ServerUser> OF_EXAMPLES = List.of(GRACE, CURIOUS);

    static final List<ServerUser> ALL =
            Stream.concat(OF_TAKT.stream(), OF_EXAMPLES.stream()).toList();

    private static ServerUser ofTakt(String name, String... groups) {
        return new ServerUser(name, UsersOfTheServer.PASSWORD, List.of(groups));
    }

    private static ServerUser ofExamples(String name, String... groups) {
        return new ServerUser(name, UUID.randomUUID().toString(), List.of(groups));
    }
}
