package dev.takt.web.deployed;

import java.nio.file.Path;
import java.util.Map;

/** A server as its Maven artifact brings it, prepared and managed by the commands that server-config/README.md shows. */
interface ApplicationServer {
    /** Where the servers are unpacked and their output goes. */
    Path HOME = Path.of(System.getProperty("takt.it.home"));

    /** The scripts for this kind of server. */
    static Path script(String path) {
        return Path.of(System.getProperty("takt.it.scripts"), path);
    }

    /** Makes what the scripts need, with {@link ServerUser#ALL} and with listeners on this machine only. */
    void create();

    /** Runs the script for PostgreSQL. */
    void configure();

    /** Gives the pool of the script the second name jdbc/shared, between {@link #configure} and {@link #start}. */
    void share();

    /** Runs the script for XA, and makes the XA data source jdbc/elsewhere of that database beside. Is stopped afterwards. */
    void makeXa(String elsewhere);

    /** Runs the script that takes back what the other ones have made, after what was made beside; nothing is deployed then. */
    void undo();

    /** The file that the scripts change. */
    String configuration();

    /** Starts it with that environment; it is up afterwards. Not before {@link #configure}. */
    void start(Map<String, String> environment);

    /** Stops it in order, and by force if that fails. Harmless if it does not run. */
    void stop();

    /** Under the name of its file, instead of what is there under that name. */
    void deploy(Path archive);

    void undeploy(String file);

    /** Stops what is deployed under that name, which stays. */
    void disable(String file);

    void enable(String file);

    ServerLog log();

    /** With an administrator of the server. */
    RemoteJmx jmx();

    int httpPort();
}
