package dev.takt.api;

/** In which order tasks are listed: that of their ids, in which they were queued. No other has an index, for each run would have to write into it. */
public enum TaskSort {
    /** The newest first. */
    NEWEST("-id"),
    /** The oldest first. */
    OLDEST("id");

    private final String text;

    TaskSort(String text) {
        this.text = text;
    }

    /**
     * As it stands in an address.
     *
     * @return the field's name, with a minus before it if backwards
     */
    public String text() {
        return text;
    }
}
