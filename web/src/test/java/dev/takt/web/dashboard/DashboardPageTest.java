package dev.takt.web.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DashboardPageTest {
    @Test
    void oneScheduleIsNotSeveral() {
        DashboardPage page = new DashboardPage();

        assertEquals("1 schedule", page.schedules(1));
        assertEquals("1,000 schedules", page.schedules(1000));
        assertEquals("more than 1,000 schedules", page.schedules(1001));
    }
}
