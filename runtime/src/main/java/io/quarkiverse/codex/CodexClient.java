package io.quarkiverse.codex;

import io.quarkiverse.codex.management.CodexInfo;
import io.smallrye.mutiny.Uni;

/**
 * Starts and resumes threads of the coding agent codex.
 * <p>
 * Inject it: {@code @Inject CodexClient codex;} is the client that {@code quarkus.codex.*} configures, and
 * {@code @Inject @CodexClientName("reviewer") CodexClient reviewer;} the one of {@code quarkus.codex."reviewer".*}. A client
 * is thread-safe and lives as long as the application; when the application stops, the turns that still run are ended.
 * <p>
 * Starting or resuming a thread does nothing by itself: codex is first started by a turn.
 */
public interface CodexClient {

    /**
     * The name of the client that {@code quarkus.codex.*} configures.
     */
    String DEFAULT_NAME = "<default>";

    /**
     * Returns the client's name.
     *
     * @return the name in {@link CodexClientName}, or {@link #DEFAULT_NAME}; never {@code null}
     */
    String name();

    /**
     * Returns a new thread with the client's configured options.
     *
     * @return a thread, not yet known to codex; never {@code null}
     */
    CodexThread startThread();

    /**
     * Returns a new thread.
     *
     * @param options what differs from the client's configuration, for every turn of the thread
     * @return a thread, not yet known to codex; never {@code null}
     */
    CodexThread startThread(ThreadOptions options);

    /**
     * Returns an existing thread with the client's configured options. codex inherits no options from earlier turns: what
     * the thread was started with has to be given again.
     *
     * @param threadId the id that {@link CodexThread#id()} or {@link TurnResult#threadId()} gave
     * @return the thread; whether codex knows it shows in its first turn, which fails with
     *         {@link CodexThreadNotFoundException} if not; never {@code null}
     * @throws CodexConfigurationException when {@code threadId} is blank
     */
    CodexThread resumeThread(String threadId);

    /**
     * Returns an existing thread.
     *
     * @param threadId the id that {@link CodexThread#id()} or {@link TurnResult#threadId()} gave
     * @param options what differs from the client's configuration, for every turn from now on
     * @return the thread; whether codex knows it shows in its first turn, which fails with
     *         {@link CodexThreadNotFoundException} if not; never {@code null}
     * @throws CodexConfigurationException when {@code threadId} is blank
     */
    CodexThread resumeThread(String threadId, ThreadOptions options);

    /**
     * Copies a thread, so that both can go on from here independently.
     *
     * @param threadId the thread to copy
     * @return the copy, with the client's configured options; fails with {@link CodexThreadNotFoundException} when codex does
     *         not know the thread, and with {@link CodexUnsupportedException} on the exec transport
     */
    Uni<CodexThread> forkThread(String threadId);

    /**
     * Copies a thread, so that both can go on from here independently.
     *
     * @param threadId the thread to copy
     * @param options what differs from the client's configuration, for every turn of the copy
     * @return the copy; fails with {@link CodexThreadNotFoundException} when codex does not know the thread, and with
     *         {@link CodexUnsupportedException} on the exec transport
     */
    Uni<CodexThread> forkThread(String threadId, ThreadOptions options);

    /**
     * Returns what there is to know and to do about all threads in codex' home. Not on the exec transport.
     *
     * @return the threads, never {@code null}
     */
    CodexThreads threads();

    /**
     * Returns the models that codex can use. Not on the exec transport.
     *
     * @return the models, never {@code null}
     */
    CodexModels models();

    /**
     * Returns the application's tools that the client offers to its agents.
     *
     * @return the tools, never {@code null}
     */
    CodexTools tools();

    /**
     * Returns the skills that codex can use. Not on the exec transport.
     *
     * @return the skills, never {@code null}
     */
    CodexSkills skills();

    /**
     * Returns codex' own configuration. Not on the exec transport.
     *
     * @return the configuration, never {@code null}
     */
    CodexConfiguration config();

    /**
     * Returns the account that codex works for. Not on the exec transport.
     *
     * @return the account, never {@code null}
     */
    CodexAccount account();

    /**
     * Asks which codex the client speaks with, starting it where it does not run.
     *
     * @return the answer; fails with {@link CodexUnsupportedException} on the exec transport
     */
    Uni<CodexInfo> info();

    /**
     * Returns the raw door to codex: everything it can, by its own names. Not on the exec transport.
     *
     * @return the door, never {@code null}
     */
    CodexRpc rpc();
}
