package dev.takt.web.deployed.app;

import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * What the server gives, looked up by names that mean the same on every server and in every module of an EAR: what
 * {@code @Resource} injects into a bean of a WAR is not found on Payara Server where a function runs (decision 0019).
 */
final class OfServer {
    private OfServer() {}

    /** The one that Takt uses. */
    static DataSource dataSource() {
        return find("jdbc/takt");
    }

    /** A second name of the one that Takt uses. */
    static DataSource shared() {
        return find("jdbc/shared");
    }

    /** Another one that is an XA data source, as the one that Takt uses is then. */
    static DataSource elsewhere() {
        return find("jdbc/elsewhere");
    }

    /** One that is no XA data source. */
    static DataSource other() {
        return find("java:comp/DefaultDataSource");
    }

    static TransactionSynchronizationRegistry transaction() {
        return find("java:comp/TransactionSynchronizationRegistry");
    }

    @SuppressWarnings("BanJNDI") // only constant names
    private static <T> T find(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }
}
