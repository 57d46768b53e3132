package io.quarkiverse.codex.sessions;

import jakarta.inject.Inject;

import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * A replica of an application: runs one turn of a session and tells what came of it.
 */
@QuarkusMain
public class Replica implements QuarkusApplication {

    @Inject
    CodexSessions sessions;

    /**
     * @param arguments the key of the session and the prompt
     */
    @Override
    public int run(String... arguments) {
        TurnResult result = sessions.thread(arguments[0]).runAndAwait(arguments[1]);
        System.out.println("thread=" + result.threadId());
        System.out.println("continued-from=" + result.continuedFrom().orElse(""));
        System.out.println("answer=" + result.finalResponse());
        return 0;
    }
}
