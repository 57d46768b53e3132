package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.testing.ModelRequest;

class ThreadContinuationTest {

    private static final String UNKNOWN = "0199a213-81c0-7800-8aa1-bbab2a035a53";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void modelSeesTheEarlierTurns() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        CodexThread thread = codex.client().startThread();

        TurnResult first = resultOf(thread.run("my name is Ada"));
        TurnResult second = resultOf(thread.run("who am I?"));

        assertThat(second.threadId()).isEqualTo(first.threadId());
        assertThat(conversation("who am I?")).contains("my name is Ada").contains("Hello Ada!");
    }

    @Test
    void newThreadKnowsNothingOfAnother() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Nobody.");
        CodexClient client = codex.client();

        TurnResult first = resultOf(client.startThread().run("my name is Ada"));
        TurnResult second = resultOf(client.startThread().run("who am I?"));

        assertThat(second.threadId()).isNotEqualTo(first.threadId());
        assertThat(conversation("who am I?")).doesNotContain("Hello Ada!");
    }

    @Test
    void laterTurnHasOptionsOfItsOwn() {
        codex.model().when("one").reply("1");
        codex.model().when("two").reply("2");
        codex.model().when("three").reply("3");
        CodexThread thread = codex.client().startThread(ThreadOptions.builder().reasoningEffort("medium").build());

        resultOf(thread.run("one"));
        resultOf(thread.run("two", TurnOptions.builder().reasoningEffort("high").build()));
        resultOf(thread.run("three"));

        assertThat(effort("one")).isEqualTo("medium");
        assertThat(effort("two")).isEqualTo("high");
        assertThat(effort("three")).isEqualTo("medium");
        assertThat(conversation("three")).contains("one").contains("two");
    }

    @Test
    void threadIsResumedByItsId() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        CodexClient client = codex.client();
        String id = resultOf(client.startThread().run("my name is Ada")).threadId();

        CodexThread resumed = client.resumeThread(id);

        assertThat(resumed.id()).contains(id);
        assertThat(resultOf(resumed.run("who am I?")).threadId()).isEqualTo(id);
        assertThat(conversation("who am I?")).contains("Hello Ada!");
    }

    @Test
    void threadIsResumedByAnotherClient() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        CodexClient first = codex.client();
        String id = resultOf(first.startThread().run("my name is Ada")).threadId();
        codex.close(first);

        TurnResult result = resultOf(codex.client().resumeThread(id).run("who am I?"));

        assertThat(result.threadId()).isEqualTo(id);
        assertThat(conversation("who am I?")).contains("Hello Ada!");
    }

    @Test
    void unknownThreadIsNotFound() {
        codex.model().when("go on").reply("Where were we?");

        Throwable failure = failureOf(codex.client().resumeThread(UNKNOWN).run("go on"));

        assertThat(failure).isInstanceOfSatisfying(CodexThreadNotFoundException.class,
                notFound -> assertThat(notFound.threadId()).isEqualTo(UNKNOWN)).hasMessageContaining(UNKNOWN);
        assertThat(codex.model().requests()).isEmpty();
    }

    @Test
    void nameThatIsNoIdNeverContinuesInAnotherThread() {
        codex.model().when("go on").reply("Where were we?");
        CodexThread thread = codex.client().resumeThread("yesterday");

        assertThat(failureOf(thread.run("go on"))).isInstanceOf(CodexException.class).hasMessageContaining("yesterday");
        assertThat(thread.id()).contains("yesterday");
    }

    @Test
    void threadOfAnotherHomeIsNotFound() {
        codex.model().when("hello").reply("Hi!");
        String id = resultOf(codex.client().startThread().run("hello")).threadId();

        Throwable failure = failureOf(codex.client("home", codex.inside("other-home").toString()).resumeThread(id)
                .run("hello"));

        assertThat(failure).isInstanceOf(CodexThreadNotFoundException.class).hasMessageContaining("quarkus.codex.home");
    }

    @Test
    void ephemeralThreadLeavesNothingToResume() {
        codex.model().when("hello").reply("Hi!");
        String id = resultOf(codex.client("ephemeral", "true").startThread().run("hello")).threadId();

        assertThat(failureOf(codex.client().resumeThread(id).run("hello")))
                .isInstanceOf(CodexThreadNotFoundException.class);
    }

    @Test
    void threadOptionMakesAThreadEphemeral() {
        codex.model().when("hello").reply("Hi!");
        String id = resultOf(codex.client().startThread(ThreadOptions.builder().ephemeral(true).build()).run("hello"))
                .threadId();

        assertThat(failureOf(codex.client().resumeThread(id).run("hello"))).isInstanceOf(CodexThreadNotFoundException.class);
    }

    @Test
    void blankIdIsRefusedAtOnce() {
        CodexClient client = codex.client();

        assertThatThrownBy(() -> client.resumeThread(" ")).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("startThread");
    }

    @Test
    void idIsUnknownBeforeTheFirstTurn() {
        assertThat(codex.client().startThread().id()).isEmpty();
    }

    private String conversation(String prompt) {
        return request(prompt).json().path("input").toString();
    }

    private String effort(String prompt) {
        return request(prompt).json().path("reasoning").path("effort").asText();
    }

    private ModelRequest request(String prompt) {
        assertThat(codex.model().requestsFor(prompt)).hasSize(1);
        return codex.model().requestsFor(prompt).get(0);
    }
}
