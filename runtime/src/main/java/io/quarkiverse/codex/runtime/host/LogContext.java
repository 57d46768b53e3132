package io.quarkiverse.codex.runtime.host;

import org.jboss.logging.MDC;

/**
 * Says in what is logged which turn it belongs to, by the keys {@value #CLIENT}, {@value #THREAD} and {@value #TURN} of the
 * diagnostic context (MDC).
 */
public final class LogContext implements AutoCloseable {

    /** The client's name. */
    public static final String CLIENT = "codex.client";
    /** codex' id of the thread. */
    public static final String THREAD = "codex.threadId";
    /** codex' id of the turn. */
    public static final String TURN = "codex.turnId";

    private final Object client;
    private final Object thread;
    private final Object turn;

    private LogContext() {
        client = MDC.get(CLIENT);
        thread = MDC.get(THREAD);
        turn = MDC.get(TURN);
    }

    /**
     * Begins to say so on this thread, or in its Vert.x context, until the same thread closes what is returned.
     *
     * @param clientName the client's name
     * @param threadId the thread's id, or {@code null} or empty where it is not known
     * @param turnId the turn's id, or {@code null} or empty where it is not known
     * @return restores what was said before; never {@code null}
     */
    public static LogContext open(String clientName, String threadId, String turnId) {
        LogContext before = new LogContext();
        enter(clientName, threadId, turnId);
        return before;
    }

    /**
     * Begins to say so of a turn, see {@link #open(String, String, String)}.
     */
    public static LogContext open(ObservedTurn turn) {
        return open(turn.clientName(), turn.threadId().orElse(null), turn.turnId().orElse(null));
    }

    /**
     * Says so while something is logged, see {@link #open(String, String, String)}.
     */
    public static void during(String clientName, String threadId, String turnId, Runnable logging) {
        try (LogContext context = open(clientName, threadId, turnId)) {
            logging.run();
        }
    }

    /**
     * Says so of a turn while something is logged, see {@link #open(String, String, String)}.
     */
    public static void during(ObservedTurn turn, Runnable logging) {
        try (LogContext context = open(turn)) {
            logging.run();
        }
    }

    /**
     * Says so for good, in a context that nobody else has.
     */
    public static void enter(String clientName, String threadId, String turnId) {
        put(CLIENT, clientName);
        put(THREAD, threadId);
        put(TURN, turnId);
    }

    /**
     * Says so of a turn for good, in a context that nobody else has.
     */
    public static void enter(ObservedTurn turn) {
        enter(turn.clientName(), turn.threadId().orElse(null), turn.turnId().orElse(null));
    }

    @Override
    public void close() {
        put(CLIENT, client);
        put(THREAD, thread);
        put(TURN, turn);
    }

    private static void put(String key, Object value) {
        if (value == null || value.equals("")) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
