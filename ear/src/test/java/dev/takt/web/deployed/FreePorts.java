package dev.takt.web.deployed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/** Ports on which nobody listens, for servers that count all of theirs from one number. */
final class FreePorts {
    /** With the offsets, below those that a system gives to outgoing connections. */
    private static final int LOWEST = 12_000;

    private static final int HIGHEST = 22_000;

    private FreePorts() {}

    /** A number to which each of the offsets can be added. */
    static int base(int... offsets) {
        return new Random()
                .ints(100, LOWEST, HIGHEST)
                .filter(base -> IntStream.of(offsets).allMatch(offset -> isFree(base + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
