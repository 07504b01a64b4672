package dev.takt.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void whatSeparatesCellsAndLinesIsQuoted() {
        assertEquals("plain", Csv.cell("plain"));
        assertEquals("", Csv.cell(null));
        assertEquals("\"a,b\"", Csv.cell("a,b"));
        assertEquals("\"say \"\"hi\"\"\"", Csv.cell("say \"hi\""));
        assertEquals("\"two\nlines\"", Csv.cell("two\nlines"));
    }

    @Test
    void whatASpreadsheetWouldCalculateIsMarkedAsText() {
        assertEquals("'=1+2", Csv.cell("=1+2"));
        assertEquals("'@sum", Csv.cell("@sum"));
        assertEquals("'-cmd", Csv.cell("-cmd"));
        assertEquals("-2.0", Csv.cell("-2.0"));
        assertEquals("+1e3", Csv.cell("+1e3"));
    }
}
