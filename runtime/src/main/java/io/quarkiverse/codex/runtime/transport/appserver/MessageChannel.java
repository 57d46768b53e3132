package io.quarkiverse.codex.runtime.transport.appserver;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage;

/**
 * A way to and from an app-server. Messages are sent whole and in order, whoever sends them.
 */
interface MessageChannel {

    /**
     * Opens the channel. Blocks until it is open.
     *
     * @param listener who hears of what comes, one thing after the other
     * @throws CodexException when it cannot be opened
     */
    void open(Listener listener);

    /**
     * Sends a message. Never blocks.
     *
     * @return whether it is on its way; not when the channel is closed, and not when the other side has stopped reading
     */
    boolean send(RpcMessage message);

    /**
     * Returns whether there is still somebody on the other side, who may be gone for a moment before the listener hears of it.
     */
    boolean isAlive();

    /**
     * Closes the channel and ends what is behind it. Returns at once.
     */
    void close();

    /**
     * Gives up the other side, which does not answer any more, and ends what is behind the channel. Returns at once; the
     * listener hears of it as of any other loss.
     */
    void giveUp();

    /**
     * Waits until nothing of the channel is left.
     */
    void awaitClosed();

    /**
     * Who hears of what comes. Must not block.
     */
    interface Listener {

        void received(RpcMessage message);

        /**
         * Says that nothing will come any more.
         *
         * @param why for those who still wait for something
         */
        void closed(CodexException why);
    }
}
