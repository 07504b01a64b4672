package dev.takt.web.deployed.app;

import dev.takt.api.TaskFunction;
import dev.takt.web.security.Passwords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Writes rows as somebody beside Takt would. */
@ApplicationScoped
public class Rows {
    @Inject
    private Passwords passwords;

    /** Runs a statement. */
    @TaskFunction
    public int execute(String sql) throws SQLException {
        return update(sql);
    }

    /** Asks for a number. */
    @TaskFunction
    public long number(String sql) throws SQLException {
        try (Connection connection = OfServer.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Makes a user. */
    @TaskFunction
    public int user(String name, String password, String role) throws SQLException {
        return update(
                "INSERT INTO takt_user (name, password_hash, role) VALUES (?, ?, ?)",
                name,
                passwords.hash(password),
                role);
    }

    private int update(String sql, String... parameters) throws SQLException {
        try (Connection connection = OfServer.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }
}
