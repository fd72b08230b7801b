package dev.cormorant.testing.leak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind {@code socket:[number]}: its protocol, addresses and state, from the tables of Linux (proc(5)). Read
 * when first asked, and then no more.
 */
final class SocketNames {
    private static final Path TABLES = Path.of("/proc/self/net");
    private static final Map<String, String> STATES = Map.of(
            "01",
            "ESTABLISHED",
            "04",
            "FIN_WAIT1",
            "05",
            "FIN_WAIT2",
            "06",
            "TIME_WAIT",
            "07",
            "CLOSE",
            "08",
            "CLOSE_WAIT",
            "09",
            "LAST_ACK",
            "0A",
            "LISTEN");

    private @Nullable Map<String, String> names;

    /** {@return a blank and the description of a socket; nothing for what is no socket, or is not in the tables} */
    String describe(String target) {
        if (!target.startsWith("socket:[")) {
            return "";
        }
        if (names == null) {
            names = read();
        }
        String name = names.get(target.substring("socket:[".length(), target.length() - 1));
        return name == null ? "" : " " + name;
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String[] row : rows(protocol, 10)) {
                names.put(
                        row[9], protocol + " " + address(row[1]) + " -> " + address(row[2]) + state(protocol, row[3]));
            }
        }
        for (String[] row : rows("unix", 8)) {
            names.put(row[6], "unix " + row[7]);
        }
        return names;
    }

    private static List<String[]> rows(String table, int columns) {
        try {
            return Files.readAllLines(TABLES.resolve(table)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row.length >= columns)
                    .toList();
        } catch (IOException e) {
            // No such protocol on this machine: the socket keeps its number for a name.
            return List.of();
        }
    }

    private static String state(String protocol, String code) {
        return protocol.startsWith("tcp") ? " " + STATES.getOrDefault(code, code) : "";
    }

    /** Turns {@code 0100007F:1538} into {@code 127.0.0.1:5432}: words of four bytes in the machine's own order. */
    static String address(String hex) {
        int colon = hex.indexOf(':');
        ByteBuffer bytes = ByteBuffer.allocate(colon / 2).order(ByteOrder.nativeOrder());
        for (int word = 0; word < colon; word += 8) {
            bytes.putInt(Integer.parseUnsignedInt(hex.substring(word, word + 8), 16));
        }
        try {
            return InetAddress.getByAddress(bytes.array()).getHostAddress() + ":"
                    + Integer.parseInt(hex.substring(colon + 1), 16);
        } catch (UnknownHostException e) {
            return hex;
        }
    }
}
