package dev.takt.launch;

/** What keeps Takt from starting, in one line for whoever typed the command. */
class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LaunchException(String message) {
        super(message);
    }
}
