package dev.takt.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoleTest {
    @Test
    void anAdminIsAnOperatorAndAViewerToo() {
        assertEquals(Set.of("takt-admin", "takt-operator", "takt-viewer"), Role.ADMIN.includedNames());
    }

    @Test
    void anOperatorIsAViewerToo() {
        assertEquals(Set.of("takt-operator", "takt-viewer"), Role.OPERATOR.includedNames());
    }

    @Test
    void aViewerIsNothingElse() {
        assertEquals(Set.of("takt-viewer"), Role.VIEWER.includedNames());
    }

    @Test
    void aRoleThatThereIsNotIsNoRole() {
        assertEquals(Optional.empty(), Role.named("ADMIN"));
    }

    @Test
    void eachRoleIncludesItselfAndThoseAfterIt() {
        assertTrue(Role.ADMIN.includes(Role.VIEWER));
        assertTrue(Role.OPERATOR.includes(Role.OPERATOR));
        assertFalse(Role.VIEWER.includes(Role.OPERATOR));
    }
}
