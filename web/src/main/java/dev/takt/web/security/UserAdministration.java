package dev.takt.web.security;

import dev.takt.api.Act;
import dev.takt.api.AuditSubject;
import dev.takt.audit.Audit;
import dev.takt.sql.Database;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes, changes and deletes users, each with its entry in the audit. Somebody with the role takt-admin always remains. */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class UserAdministration {
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_NAME = 100;

    private static final String LIST = "SELECT name, role, created_at, failed_logins,"
            + " CASE WHEN locked_until > CURRENT_TIMESTAMP THEN locked_until END AS locked_until"
            + " FROM takt_user ORDER BY name";

    /** All administrators, so that two who remove each other do so one after the other. */
    private static final String LOCK_ADMINS =
            "SELECT name FROM takt_user WHERE role = '" + Role.ADMIN_NAME + "' ORDER BY name FOR UPDATE";

    @Inject
    private Database database;

    @Inject
    private Audit audit;

    @Inject
    private Passwords passwords;

    /**
     * Somebody who may log in.
     *
     * @param name unique
     * @param role its name
     * @param createdAt when the row was made
     * @param failedLogins wrong passwords in a row
     * @param lockedUntil until when no password is right, or null
     */
    public record User(
            String name,
            String role,
            Instant createdAt,
            int failedLogins,
            @Nullable Instant lockedUntil) {
        static User read(ResultSet row) throws SQLException {
            return new User(
                    row.getString("name"),
                    row.getString("role"),
                    Objects.requireNonNull(Jdbc.instant(row, "created_at")),
                    row.getInt("failed_logins"),
                    Jdbc.instant(row, "locked_until"));
        }
    }

    /** Everybody, by name. */
    public List<User> list() {
        return database.inNew(connection -> Jdbc.query(connection, LIST, User::read));
    }

    /**
     * Makes a user.
     *
     * @throws UserRefusedException if the name is taken or too long, or the password too short
     */
    public void create(String name, String password, Role role) {
        if (!name.matches("[^\\p{Cntrl}:]{1," + LONGEST_NAME + "}") || !name.equals(name.strip())) {
            throw new UserRefusedException("users.refused.name", LONGEST_NAME);
        }
        String hash = hash(password);
        database.inNew(connection -> {
            if (roleOf(connection, name).isPresent()) {
                throw new UserRefusedException("users.refused.taken", name);
            }
            audit.note(Act.CREATE, AuditSubject.USER, name, null, role(role.roleName()));
            return Jdbc.update(connection, Users.INSERT, name, hash, role.roleName());
        });
    }

    /**
     * Gives a user another role.
     *
     * @throws UserRefusedException if nobody would be left with the role takt-admin, or there is no such user
     */
    public void setRole(String name, Role role) {
        database.inNew(connection -> {
            String before = lock(connection, name, role == Role.ADMIN);
            audit.note(Act.UPDATE, AuditSubject.USER, name, role(before), role(role.roleName()));
            return Jdbc.update(connection, "UPDATE takt_user SET role = ? WHERE name = ?", role.roleName(), name);
        });
    }

    /**
     * Gives a user another password, which also ends a lock-out; the user's sessions end.
     *
     * @throws UserRefusedException if it is too short, or there is no such user
     */
    public void setPassword(String name, String password) {
        String hash = hash(password);
        database.inNew(connection -> {
            lock(connection, name, true);
            audit.note(Act.UPDATE, AuditSubject.USER, name, null, note("password", "changed"));
            return Jdbc.update(
                    connection,
                    "UPDATE takt_user SET password_hash = ?, failed_logins = 0, locked_until = NULL WHERE name = ?",
                    hash,
                    name);
        });
    }

    /**
     * Ends a lock-out and forgets the wrong passwords before it.
     *
     * @throws UserRefusedException if there is no such user
     */
    public void unlock(String name) {
        database.inNew(connection -> {
            lock(connection, name, true);
            audit.note(Act.UPDATE, AuditSubject.USER, name, null, note("lockOut", "ended"));
            return Jdbc.update(connection, Users.FORGIVE, name);
        });
    }

    /**
     * Deletes a user, whose sessions end.
     *
     * @throws UserRefusedException if nobody would be left with the role takt-admin, or there is no such user
     */
    public void delete(String name) {
        database.inNew(connection -> {
            String before = lock(connection, name, false);
            audit.note(Act.DELETE, AuditSubject.USER, name, role(before), null);
            return Jdbc.update(connection, "DELETE FROM takt_user WHERE name = ?", name);
        });
    }

    private String hash(String password) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw new UserRefusedException("users.refused.password", SHORTEST_PASSWORD, LONGEST_PASSWORD);
        }
        return passwords.hash(password);
    }

    /** Its role; refused if it is the last administrator and would no longer be one. */
    private static String lock(Connection connection, String name, boolean staysAdmin) throws SQLException {
        List<String> admins = Jdbc.query(connection, LOCK_ADMINS, row -> row.getString(1));
        String role = roleOf(connection, name).orElseThrow(() -> new UserRefusedException("users.refused.gone", name));
        if (!staysAdmin && admins.equals(List.of(name))) {
            throw new UserRefusedException("users.refused.last", name);
        }
        return role;
    }

    private static Optional<String> roleOf(Connection connection, String name) throws SQLException {
        return Jdbc.one(connection, "SELECT role FROM takt_user WHERE name = ?", row -> row.getString(1), name);
    }

    private static JsonObject role(String role) {
        return note("role", role);
    }

    private static JsonObject note(String field, String value) {
        return Json.createObjectBuilder().add(field, value).build();
    }
}
