package dev.takt.web.deployed;

import org.junit.jupiter.api.Test;

/** Who guesses passwords is shut out for a while, and so is whoever has the right one. */
interface LockOut extends Deployed {
    @Test
    default void afterFiveWrongPasswordsTheRightOneIsOfNoUse() {
        admin().call("rows.user", "[\"gert\", \"pass of gert\", \"takt-viewer\"]");
        Rest gert = nobody().as("gert", "pass of gert");
        guess(4);
        gert.get("schedules").expect(200);
        guess(5);

        gert.get("schedules").expect(401);
        admin().get("schedules").expect(200);

        admin().call(
                        "rows.execute",
                        "[\"UPDATE takt_user SET locked_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND WHERE name = 'gert'\"]");
        gert.get("schedules").expect(200);
        guess(4);
        gert.get("schedules").expect(200);
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            nobody().as("gert", "guess " + i).get("schedules").expect(401);
        }
    }
}
