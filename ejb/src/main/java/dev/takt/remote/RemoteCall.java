package dev.takt.remote;

import org.jspecify.annotations.Nullable;

/** The event by which a call from afar comes to where it is decided what callers may do, which is in another archive. */
public final class RemoteCall {
    private final String question;
    private @Nullable String answer;

    /**
     * Has come in.
     *
     * @param question as it came
     */
    public RemoteCall(String question) {
        this.question = question;
    }

    /**
     * What is asked.
     *
     * @return a {@link Question} as JSON
     */
    public String question() {
        return question;
    }

    /**
     * Says what the caller gets.
     *
     * @param json an {@link Answer}
     */
    public void answer(String json) {
        answer = json;
    }

    /**
     * What the caller gets.
     *
     * @return null if nobody has answered
     */
    public @Nullable String answer() {
        return answer;
    }
}
