package dev.takt.run;

/** Arguments that do not fit their function. */
public class ArgumentsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Where the misfit is: {@code args}, {@code kwargs} or {@code intendedDateKwarg}. */
    private final String field;

    ArgumentsException(String field, String message) {
        super(message);
        this.field = field;
    }

    /**
     * Where the misfit is.
     *
     * @return {@code args}, {@code kwargs} or {@code intendedDateKwarg}
     */
    public String field() {
        return field;
    }
}
