package io.quarkiverse.codex.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A model that does what the test says: an HTTP server on the loopback interface that a real codex takes for its model
 * provider. No key, no network, and every answer known beforehand.
 *
 * <pre>
 * try (ScriptedModel model = new ScriptedModel()) {
 *     model.when("hello").reply("Hi!");
 *     model.when(Prompt.containing("list")).shell("ls -a").reply("There are two files.").usage(100, 20);
 *     model.when("flaky").fail(503).times(2);
 *     model.when("flaky").reply("Third time lucky.");
 *     // start codex with model.configOverrides() and model.environment()
 * }
 * </pre>
 *
 * The first script, in the order they were written, whose prompt matches and which has not been played its {@code times}
 * answers a turn, and keeps answering it to its end. A prompt without a script is answered with HTTP 400, a text that names the
 * prompt and the scripts, and is kept in {@link #unmatchedRequests()}.
 * <p>
 * Any number of threads, turns and codex processes may use a model at once. All requests are kept until {@link #clear()} or
 * {@link #reset()}, unless {@link #keepRequests(int)} says otherwise.
 */
public final class ScriptedModel implements AutoCloseable {

    /** The model codex is told to use: one it knows, which takes tool calls and patches as they are. */
    public static final String MODEL_NAME = "gpt-5.5";

    private final ScriptBook book = new ScriptBook();
    private final RequestLog received = new RequestLog("request");
    private final RequestLog unmatched = new RequestLog("unmatched request");
    private final RequestLog stalled = new RequestLog("stalled request");
    private final ModelEndpoint endpoint = new ModelEndpoint(book, received, unmatched, stalled);

    /**
     * Starts a model without scripts on a free port.
     *
     * @throws java.io.UncheckedIOException when the loopback interface has no port to give
     */
    public ScriptedModel() {
        // The fields have started everything.
    }

    /**
     * Begins a script; from its first step on it is played.
     *
     * @param prompt what the user says, but for white space around it
     * @return the script to go on with, never {@code null}
     */
    public LiveScript when(String prompt) {
        return when(Prompt.exactly(prompt));
    }

    /**
     * Begins a script; from its first step on it is played.
     *
     * @param prompt which requests it answers
     * @return the script to go on with, never {@code null}
     */
    public LiveScript when(Prompt prompt) {
        return new LiveScript(book, Script.when(prompt));
    }

    /**
     * Plays scripts, after those there are.
     *
     * @param scripts in the order they are tried
     * @return this model
     */
    public ScriptedModel play(Script... scripts) {
        for (Script script : scripts) {
            Objects.requireNonNull(script, "script");
            book.addLast(() -> script);
        }
        return this;
    }

    /**
     * Plays a script before all others: one test's exception from what the other tests share.
     *
     * @param script tried first
     * @return this model
     */
    public ScriptedModel override(Script script) {
        Objects.requireNonNull(script, "script");
        book.addFirst(() -> script);
        return this;
    }

    /**
     * The URL of the Responses API, without {@code /responses}.
     *
     * @return never {@code null}
     */
    public String baseUrl() {
        return endpoint.baseUrl();
    }

    /**
     * The codex configuration that makes this the model, and makes codex deterministic: no retries, no WebSockets, no login
     * shell, no look at the network.
     *
     * @return values by dotted key, strings and booleans and numbers as such; a copy, in a stable order
     */
    public Map<String, Object> configOverrides() {
        return ModelSettings.overrides(baseUrl());
    }

    /**
     * The environment variables codex needs to talk to this model and to run commands alike on every machine.
     *
     * @return values by name, that of the key first; unmodifiable, never {@code null}; the key is no secret
     */
    public Map<String, String> environment() {
        return ModelSettings.ENVIRONMENT;
    }

    /**
     * The same for the default client of an application with the extension: {@code quarkus.codex.*} properties for the
     * configuration overrides, the environment and the model. What the application itself says about these is for production;
     * give these properties precedence.
     *
     * @return values by property name; a copy, in a stable order
     */
    public Map<String, String> applicationProperties() {
        return ModelSettings.properties(baseUrl());
    }

    /**
     * The same for a named client of an application with the extension.
     *
     * @param client its name
     * @return values by property name; a copy, in a stable order
     */
    public Map<String, String> applicationProperties(String client) {
        return ModelSettings.properties(client, baseUrl());
    }

    /**
     * What codex asked for, in the order it came.
     *
     * @return an immutable snapshot, never {@code null}
     */
    public List<ModelRequest> requests() {
        return received.all();
    }

    /**
     * The requests for one prompt.
     *
     * @param prompt what the user said, but for white space around it
     * @return an immutable snapshot, never {@code null}
     */
    public List<ModelRequest> requestsFor(String prompt) {
        return requestsFor(Prompt.exactly(prompt));
    }

    /**
     * The requests for some prompts.
     *
     * @param prompt which requests
     * @return an immutable snapshot, never {@code null}
     */
    public List<ModelRequest> requestsFor(Prompt prompt) {
        return requests().stream().filter(prompt::matches).toList();
    }

    /**
     * The requests no script answered. A test that expects none asserts that this is empty.
     *
     * @return an immutable snapshot, never {@code null}
     */
    public List<ModelRequest> unmatchedRequests() {
        return unmatched.all();
    }

    /**
     * Blocks until such a request has come, now or earlier.
     *
     * @param wanted called under a lock: look at the request and do no more
     * @param timeout how long at most
     * @return the first such request, never {@code null}
     * @throws AssertionError when none came in time, or the thread was interrupted
     */
    public ModelRequest awaitRequest(Predicate<ModelRequest> wanted, Duration timeout) {
        return received.await(wanted, timeout);
    }

    /**
     * Blocks until a request for the prompt has come, now or earlier.
     *
     * @param prompt what the user says, but for white space around it
     * @param timeout how long at most
     * @return the first such request, never {@code null}
     * @throws AssertionError when none came in time, or the thread was interrupted
     */
    public ModelRequest awaitRequest(String prompt, Duration timeout) {
        return awaitRequest(Prompt.exactly(prompt)::matches, timeout);
    }

    /**
     * Blocks until the answer to a prompt has come to a {@link Failure#stall()}: codex now waits for more, and waits in vain.
     *
     * @param prompt what the user says, but for white space around it
     * @param timeout how long at most
     * @return the first such request, never {@code null}
     * @throws AssertionError when none stalled in time, or the thread was interrupted
     */
    public ModelRequest awaitStalled(String prompt, Duration timeout) {
        return stalled.await(Prompt.exactly(prompt)::matches, timeout);
    }

    boolean isScripted() {
        return !book.describe().isEmpty();
    }

    /**
     * Keeps the last requests only, for a model that is used all day.
     *
     * @param most how many of each kind, at least one
     * @return this model
     */
    public ScriptedModel keepRequests(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("At least one request is kept, not " + most);
        }
        received.limit(most);
        unmatched.limit(most);
        stalled.limit(most);
        return this;
    }

    /** Forgets the requests that came so far; the scripts stay, and how often they were played. */
    public void clear() {
        received.clear();
        unmatched.clear();
        stalled.clear();
    }

    /** As good as new: no scripts, no requests; responses that are stalled or held are cut off. */
    public void reset() {
        book.clear();
        endpoint.release();
        clear();
    }

    /** Ends all responses, the server and its threads. Does nothing the second time. */
    @Override
    public void close() {
        endpoint.close();
    }

    /** The URL, for the logs. */
    @Override
    public String toString() {
        return "scripted model at " + baseUrl();
    }
}
