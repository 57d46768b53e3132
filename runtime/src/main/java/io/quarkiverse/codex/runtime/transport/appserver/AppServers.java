package io.quarkiverse.codex.runtime.transport.appserver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.quarkiverse.codex.CodexConnectionException;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;

/**
 * The app-servers of a client: new threads are spread over them, and a thread stays where it was opened.
 */
final class AppServers {

    /** Enough for the threads that a service talks to at a time; one that is forgotten is looked for. */
    private static final int MOST_PLACES = 10_000;

    private final List<AppServer> servers;
    private final boolean sharedHome;
    private final AtomicInteger next = new AtomicInteger();
    private final Map<String, AppServer> places = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AppServer> eldest) {
            return size() > MOST_PLACES;
        }
    });

    /**
     * @param sharedHome whether each of them knows the threads of all; otherwise a thread is looked for
     */
    AppServers(List<AppServer> servers, boolean sharedHome) {
        this.servers = List.copyOf(servers);
        this.sharedHome = sharedHome;
    }

    /**
     * Opens a thread where it is, or a new one anywhere. A copy is opened where its original is.
     *
     * @param threadId the thread to resume or copy, or empty for a new one
     * @param opener opens it in a session and gives its id
     * @return the id
     */
    Uni<String> open(Optional<String> threadId, Function<AppServerSession, Uni<? extends String>> opener) {
        return Uni.createFrom().deferred(() -> {
            List<AppServer> candidates = candidates(threadId);
            return ask(candidates, 0, null, threadId.isPresent(), opener, Function.identity());
        });
    }

    /**
     * Asks for something where the thread is that it concerns, if it concerns one. All else is asked of the same server
     * always: some requests build on earlier ones.
     *
     * @param threadId the thread, or empty
     * @param question asks in a session
     * @param threadOf reads from an answer in which thread it leaves the server, {@code null} for none
     * @return the answer
     */
    <T> Uni<T> ask(Optional<String> threadId, Function<AppServerSession, Uni<? extends T>> question,
            Function<T, String> threadOf) {
        return Uni.createFrom().deferred(() -> {
            List<AppServer> candidates = threadId.isPresent() ? candidates(threadId) : List.of(servers.get(0));
            return ask(candidates, 0, null, threadId.isPresent(), question, threadOf);
        });
    }

    /**
     * Asks for something that changes nothing: while the first server cannot be reached, another one answers.
     *
     * @param question asks in a session
     * @return the answer
     */
    <T> Uni<T> askAny(Function<AppServerSession, Uni<? extends T>> question) {
        return Uni.createFrom().deferred(() -> ask(servers, 0, null, false, question, answer -> null));
    }

    private List<AppServer> candidates(Optional<String> threadId) {
        if (sharedHome || threadId.isPresent() && places.containsKey(threadId.get())) {
            return List.of(server(threadId));
        }
        List<AppServer> candidates = new ArrayList<>(servers);
        Collections.rotate(candidates, -servers.indexOf(server(threadId)));
        // What has just failed is likely to fail again.
        candidates.sort((one, other) -> Boolean.compare(one.isResting(), other.isResting()));
        return candidates;
    }

    private <T> Uni<T> ask(List<AppServer> candidates, int index, Throwable unreachable, boolean known,
            Function<AppServerSession, Uni<? extends T>> question, Function<T, String> threadOf) {
        AppServer server = candidates.get(index);
        return server.<T> ask(question).invoke(answer -> note(threadOf.apply(answer), server))
                .onFailure(failure -> isElsewhere(failure, known)).recoverWithUni(failure -> {
                    // One that cannot be asked may be the one that has it.
                    Throwable first = unreachable == null && failure instanceof CodexConnectionException ? failure
                            : unreachable;
                    return index + 1 < candidates.size() ? ask(candidates, index + 1, first, known, question, threadOf)
                            : Uni.createFrom().failure(first == null ? failure : first);
                });
    }

    private void note(String threadId, AppServer server) {
        if (threadId != null) {
            places.put(threadId, server);
        }
    }

    private static boolean isElsewhere(Throwable failure, boolean known) {
        return failure instanceof CodexConnectionException || known && failure instanceof CodexThreadNotFoundException;
    }

    /**
     * Returns the server for a thread. Only one process can have a thread open, so it stays with the one that has.
     */
    AppServer server(Optional<String> threadId) {
        if (threadId.isEmpty()) {
            return servers.get(Math.floorMod(next.getAndIncrement(), servers.size()));
        }
        String id = threadId.get();
        return servers.stream().filter(server -> server.hasOpen(id)).findFirst().orElseGet(() -> {
            // It may have been closed a moment ago, and cannot be opened elsewhere before that is done.
            AppServer last = places.get(id);
            return last == null ? servers.get(Math.floorMod(id.hashCode(), servers.size())) : last;
        });
    }

    int connections() {
        return (int) servers.stream().filter(AppServer::isConnected).count();
    }

    long restarts() {
        return servers.stream().mapToLong(AppServer::restarts).sum();
    }

    /**
     * Returns whether all have failed and none has come back.
     */
    boolean areFailing() {
        return servers.stream().allMatch(server -> server.isResting() && !server.isConnected());
    }

    /**
     * Starts those that do not run, all at a time.
     *
     * @return completes when all have started or failed; fails with the first failure
     */
    Uni<Void> start() {
        return Uni.join().all(servers.stream().map(server -> server.ask(session -> Uni.createFrom().voidItem())).toList())
                .andCollectFailures().replaceWithVoid().onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0));
    }

    /**
     * Ends the turns that would go on without their connections.
     */
    CompletableFuture<?> endTurns() {
        return CompletableFuture.allOf(servers.stream().map(AppServer::endTurns).toArray(CompletableFuture<?>[]::new));
    }

    void close() {
        servers.forEach(AppServer::close);
        servers.forEach(AppServer::awaitClosed);
    }
}
