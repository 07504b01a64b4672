package dev.takt.web.security;

import dev.takt.config.OfTakt;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The users of the table {@code takt_user}. Every question reads the row anew, so that a deleted user, a new role or a
 * new password counts at the next request, on every node.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Users {
    private static final String SELECT = "SELECT name, password_hash, role, failed_logins,"
            + " CASE WHEN locked_until > CURRENT_TIMESTAMP THEN 1 ELSE 0 END AS locked, CURRENT_TIMESTAMP AS now_at"
            + " FROM takt_user";
    private static final String BY_NAME = SELECT + " WHERE name = ?";
    private static final String FIRST = SELECT + " FETCH FIRST 1 ROW ONLY";
    private static final String COUNT_FAILURE = "UPDATE takt_user SET failed_logins = failed_logins + 1 WHERE name = ?";
    private static final String LOCK = "UPDATE takt_user SET locked_until = ? WHERE name = ?";
    static final String FORGIVE = "UPDATE takt_user SET failed_logins = 0, locked_until = NULL WHERE name = ?";
    static final String INSERT = "INSERT INTO takt_user (name, password_hash, role) VALUES (?, ?, ?)";
    private static final String SET_PASSWORD = "UPDATE takt_user SET password_hash = ? WHERE name = ?";

    private static final Logger LOG = Logger.getLogger(Users.class.getName());

    @Inject
    @OfTakt
    private DataSource dataSource;

    @Inject
    private Passwords passwords;

    /**
     * The account of that name, if the password is its password and it is not locked out. Takes as long for a name that
     * does not exist, or is locked out.
     */
    public Optional<Account> withPassword(String name, String password) {
        Optional<Row> row = row(BY_NAME, name);
        String hash =
                row.filter(known -> !known.locked()).map(Row::passwordHash).orElseGet(passwords::hashOfNobody);
        boolean correct = passwords.isCorrect(name, password, hash);
        row.filter(known -> !known.locked()).ifPresent(known -> note(known, correct));
        return correct ? row.flatMap(Users::account) : Optional.empty();
    }

    private void note(Row user, boolean correct) {
        if (correct && user.failedLogins() > 0) {
            write(FORGIVE, user.name());
        } else if (!correct) {
            write(COUNT_FAILURE, user.name());
            row(BY_NAME, user.name()).ifPresent(now -> lockIfTooMany(user.failedLogins(), now));
        }
    }

    private void lockIfTooMany(int failuresBefore, Row user) {
        Lockout.between(failuresBefore, user.failedLogins()).ifPresent(length -> {
            write(LOCK, user.now().plus(length), user.name());
            LOG.log(
                    Level.WARNING,
                    "TAKT-507 The user {0} is locked out for {1}: {2} wrong passwords in a row",
                    new Object[] {user.name(), length, user.failedLogins()});
        });
    }

    /** The account as it was when it logged in, if its name, role and password are still the same. */
    public Optional<Account> unchanged(Account loggedIn) {
        return row(BY_NAME, loggedIn.name()).flatMap(Users::account).filter(loggedIn::equals);
    }

    /** Whether there is nobody who could log in. */
    boolean isEmpty() {
        return row(FIRST).isEmpty();
    }

    /**
     * Makes sure that the user is there and has this password. The role of a user that is there stays as it is.
     *
     * @return whether anything had to be written
     */
    boolean ensure(String name, String password, Role role) {
        Optional<Row> row = row(BY_NAME, name);
        if (row.isEmpty()) {
            write(INSERT, name, passwords.hash(password), role.roleName());
            return true;
        }
        if (passwords.isCorrect(name, password, row.get().passwordHash())) {
            return false;
        }
        write(SET_PASSWORD, passwords.hash(password), name);
        return true;
    }

    private static Optional<Account> account(Row row) {
        return Role.named(row.role()).map(role -> new Account(row.name(), role, Passwords.stampOf(row.passwordHash())));
    }

    private Optional<Row> row(String select, Object... parameters) {
        try (Connection connection = dataSource.getConnection()) {
            return Jdbc.one(connection, select, Row::read, parameters);
        } catch (SQLException | IllegalStateException noDatabase) {
            throw new UsersUnreadableException(noDatabase);
        }
    }

    private void write(String change, Object... parameters) {
        try (Connection connection = dataSource.getConnection()) {
            Jdbc.update(connection, change, parameters);
        } catch (SQLException e) {
            throw new IllegalStateException("takt_user cannot be written", e);
        }
    }

    private record Row(String name, String passwordHash, String role, int failedLogins, boolean locked, Instant now) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("name"),
                    row.getString("password_hash"),
                    row.getString("role"),
                    row.getInt("failed_logins"),
                    row.getInt("locked") == 1,
                    Objects.requireNonNull(Jdbc.instant(row, "now_at")));
        }
    }
}
