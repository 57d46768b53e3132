package io.quarkiverse.codex.chaos;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.runtime.host.ClientGauges;
import io.quarkiverse.codex.runtime.session.SessionsFactory;
import io.quarkiverse.codex.session.CodexSessions;

/**
 * One replica of the application.
 *
 * @param name what it is called
 * @param client its client
 * @param inRedis the sessions that are in Redis
 * @param inFiles the sessions that are in files
 */
record Replica(String name, CodexClient client, CodexSessions inRedis, CodexSessions inFiles) {

    CodexThread thread(TurnPlan plan) {
        return plan.session().map((plan.inFiles() ? inFiles : inRedis)::thread).orElseGet(client::startThread);
    }

    ClientGauges gauges() {
        return (ClientGauges) client;
    }

    void closeSessions() {
        ((SessionsFactory.Closeable) inRedis).close();
        ((SessionsFactory.Closeable) inFiles).close();
    }
}
