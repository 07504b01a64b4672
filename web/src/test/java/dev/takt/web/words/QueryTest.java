package dev.takt.web.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class QueryTest {
    @Test
    void whatHasNoValueIsLeftOut() {
        assertEquals("", new Query().with("name", null).with("func", "").toString());
        assertEquals("?id=7", new Query().with("name", null).with("id", 7L).toString());
    }

    @Test
    void signsOfAnAddressAreMereSigns() {
        assertEquals(
                "?name=a%26b%3D%22c%22+%C3%A9&sort=-name",
                new Query()
                        .with("name", "a&b=\"c\" \u00e9")
                        .with("sort", "-name")
                        .toString());
    }
}
