package io.quarkiverse.codex;

import io.quarkiverse.codex.management.ThreadHistory;
import io.quarkiverse.codex.management.ThreadInfo;
import io.quarkiverse.codex.management.ThreadPage;
import io.quarkiverse.codex.management.ThreadQuery;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * The threads that codex keeps in its home. Thread-safe.
 * <p>
 * Nothing happens before the subscription, and each subscription asks codex, which is started where it does not run. Results
 * arrive on worker threads, which may be blocked. Everything fails with
 * {@link CodexUnsupportedException} on the exec transport, with {@link CodexRequestException} where codex
 * refuses, and with other {@link CodexException}s where codex cannot be asked or does not answer.
 * What names a thread that codex does not know fails with {@link CodexThreadNotFoundException}. A thread
 * is kept from its first turn on.
 */
public interface CodexThreads {

    /**
     * Lists the threads that are not archived, the last started first.
     *
     * @return the threads
     */
    default Multi<ThreadInfo> list() {
        return list(ThreadQuery.ALL);
    }

    /**
     * Lists threads, the last started first. codex is asked for a page at a time, as the subscriber asks for more, so that the
     * first of many can be had without all others.
     *
     * @param query which threads
     * @return the threads
     */
    Multi<ThreadInfo> list(ThreadQuery query);

    /**
     * Returns a page of threads, for those who turn pages themselves.
     *
     * @param query which threads
     * @param cursor the {@link ThreadPage#nextCursor()} of the page before, or {@code null} for the first one
     * @return the page
     */
    Uni<ThreadPage> page(ThreadQuery query, String cursor);

    /**
     * Reads a thread with all its turns. It need not be open, and may be archived.
     *
     * @param threadId the thread
     * @return the thread
     */
    Uni<ThreadHistory> read(String threadId);

    /**
     * Copies a thread, so that both can go on from here independently. The copy has the client's configured options.
     *
     * @param threadId the thread to copy
     * @return the copy, which codex keeps already; a thread of which there are copies cannot be deleted before them
     */
    Uni<CodexThread> fork(String threadId);

    /**
     * Copies a thread, so that both can go on from here independently.
     *
     * @param threadId the thread to copy
     * @param options what differs from the client's configuration, for every turn of the copy
     * @return the copy, which codex keeps already; a thread of which there are copies cannot be deleted before them
     */
    Uni<CodexThread> fork(String threadId, ThreadOptions options);

    /**
     * Puts a thread away, so that it is neither listed nor can be resumed. A turn that runs on it is ended.
     *
     * @param threadId the thread
     * @return completes when it is done
     */
    Uni<Void> archive(String threadId);

    /**
     * Takes an archived thread out again.
     *
     * @param threadId the thread
     * @return the thread
     */
    Uni<ThreadInfo> unarchive(String threadId);

    /**
     * Deletes a thread for good.
     *
     * @param threadId the thread
     * @return completes when it is done; fails with {@link CodexRequestException} while there are copies of the thread
     */
    Uni<Void> delete(String threadId);

    /**
     * Gives a thread a name.
     *
     * @param threadId the thread
     * @param name the name
     * @return completes when it is done
     */
    Uni<Void> rename(String threadId, String name);

    /**
     * Has the model sum up what was said in a thread, and goes on with the summary in its place, which makes room in the
     * context. This is a turn, with the client's configured options: it uses tokens, nothing else can run on the thread at the
     * same time, and cancelling interrupts it.
     *
     * @param threadId the thread
     * @return the turn's result, once it is over
     */
    Uni<TurnResult> compact(String threadId);
}
