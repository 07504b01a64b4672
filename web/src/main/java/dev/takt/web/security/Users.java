package dev.takt.web.security;

import dev.takt.config.OfTakt;
import dev.takt.sql.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The users of the table {@code takt_user}. Every question reads the row anew, so that a deleted user, a new role or a
 * new password counts at the next request, on every node.
 */
@ApplicationScoped
@SuppressWarnings("NullAway.Init") // the container injects the fields
public class Users {
    private static final String BY_NAME = "SELECT name, password_hash, role FROM takt_user WHERE name = ?";
    private static final String FIRST = "SELECT name, password_hash, role FROM takt_user FETCH FIRST 1 ROW ONLY";
    private static final String INSERT = "INSERT INTO takt_user (name, password_hash, role) VALUES (?, ?, ?)";
    private static final String SET_PASSWORD = "UPDATE takt_user SET password_hash = ? WHERE name = ?";

    @Inject
    @OfTakt
    private DataSource dataSource;

    @Inject
    private Passwords passwords;

    /** The account of that name, if the password is its password. Takes as long for a name that does not exist. */
    public Optional<Account> withPassword(String name, String password) {
        Optional<Row> row = row(BY_NAME, name);
        String hash = row.map(Row::passwordHash).orElseGet(passwords::hashOfNobody);
        boolean correct = passwords.isCorrect(name, password, hash);
        return correct ? row.flatMap(Users::account) : Optional.empty();
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
            return Jdbc.one(
                    connection,
                    select,
                    row -> new Row(row.getString(1), row.getString(2), row.getString(3)),
                    parameters);
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

    private record Row(String name, String passwordHash, String role) {}
}
