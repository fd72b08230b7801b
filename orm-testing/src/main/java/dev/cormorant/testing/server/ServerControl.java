package dev.cormorant.testing.server;

import java.io.IOException;

/** What can be done to a server that we started, beyond talking to it. Thread-safe: one call at a time. */
interface ServerControl {

    /** Freezes the server: its sockets stay open and nothing answers. */
    void pause() throws IOException;

    /** Lets a frozen server go on; without effect on one that runs. */
    void resume() throws IOException;

    /** Ends the server as a crash would; without effect on one that has ended. */
    void kill() throws IOException;

    /** Stops the server, frozen or running, and starts it on the same port and data. */
    void restart() throws IOException, RefusedException;
}
