package dev.takt.chaos;

/** Takt has not done what it promises. */
final class BrokenPromiseException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenPromiseException(String what) {
        super(what);
    }
}
