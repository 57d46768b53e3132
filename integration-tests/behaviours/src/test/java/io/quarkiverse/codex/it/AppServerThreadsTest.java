package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.items;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexRequestException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.CodexThreads;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.item.AgentMessage;
import io.quarkiverse.codex.item.ContextCompaction;
import io.quarkiverse.codex.item.UserMessage;
import io.quarkiverse.codex.management.PastTurn;
import io.quarkiverse.codex.management.ThreadHistory;
import io.quarkiverse.codex.management.ThreadInfo;
import io.quarkiverse.codex.management.ThreadPage;
import io.quarkiverse.codex.management.ThreadQuery;
import io.quarkiverse.codex.testing.Prompt;
import io.smallrye.mutiny.Uni;

@Tag("app-server")
class AppServerThreadsTest {

    private static final String UNKNOWN = "0199a213-81c0-7800-8aa1-bbab2a035a53";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void threadsAreListedPageByPage() {
        CodexClient client = codex.client();
        List<String> ids = threads(client, 3);

        List<ThreadInfo> listed = list(client, ThreadQuery.ALL.pagesOf(2));

        assertThat(listed).extracting(ThreadInfo::id).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(listed).allSatisfy(thread -> {
            assertThat(thread.preview()).startsWith("say ");
            assertThat(thread.cwd()).isEqualTo(codex.workspace().toString());
            assertThat(thread.createdAt()).isNotNull();
            assertThat(thread.raw().path("sessionId").asText()).isNotEmpty();
        });
        ThreadPage first = resultOf(client.threads().page(ThreadQuery.ALL.pagesOf(2), null));
        assertThat(first.threads()).hasSize(2);
        ThreadPage second = resultOf(client.threads().page(ThreadQuery.ALL.pagesOf(2), first.nextCursor()));
        assertThat(second.threads()).hasSize(1);
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void firstOfManyIsHadWithoutTheOthers() {
        CodexClient client = codex.client();
        threads(client, 2);

        assertThat(resultOf(client.threads().list(ThreadQuery.ALL.pagesOf(1)).select().first(1).collect().asList()))
                .hasSize(1);
    }

    @Test
    void queryChooses() {
        CodexClient client = codex.client();
        threads(client, 1);

        assertThat(list(client, ThreadQuery.ALL.in(codex.workspace()))).hasSize(1);
        assertThat(list(client, ThreadQuery.ALL.in(codex.home()))).isEmpty();
        assertThat(list(client, ThreadQuery.ALL.from("exec"))).isEmpty();
        assertThat(list(client, ThreadQuery.ALL.titled("nothing like it"))).isEmpty();
    }

    @Test
    void threadIsReadWithItsTurns() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        CodexClient client = codex.client();
        String id = resultOf(client.startThread().run("my name is Ada")).threadId();

        ThreadHistory history = resultOf(client.threads().read(id));

        assertThat(history.thread().id()).isEqualTo(id);
        PastTurn turn = history.turns().get(0);
        assertThat(turn.status()).isEqualTo("completed");
        assertThat(turn.error()).isNull();
        assertThat(turn.completedAt()).isAfterOrEqualTo(turn.startedAt());
        assertThat(turn.items()).hasSize(2);
        assertThat(turn.items().get(0)).isInstanceOf(UserMessage.class);
        assertThat(turn.items().get(1)).isInstanceOfSatisfying(AgentMessage.class,
                message -> assertThat(message.text()).isEqualTo("Hello Ada!"));
        assertThat(history.toString()).doesNotContain("Ada");
    }

    @Test
    void copyGoesOnIndependently() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        codex.model().when("who are you?").reply("A copy.");
        CodexClient client = codex.client();
        CodexThread thread = client.startThread();
        String id = resultOf(thread.run("my name is Ada")).threadId();

        CodexThread copy = resultOf(client.forkThread(id));
        TurnResult ofCopy = resultOf(copy.run("who are you?"));
        TurnResult ofOriginal = resultOf(thread.run("who am I?"));

        assertThat(copy.id()).isPresent().get().isNotEqualTo(id);
        assertThat(ofCopy.threadId()).isEqualTo(copy.id().get());
        assertThat(ofOriginal.threadId()).isEqualTo(id);
        assertThat(asked("who are you?")).contains("Hello Ada!");
        assertThat(asked("who am I?")).contains("Hello Ada!").doesNotContain("who are you?");
        assertThat(resultOf(client.threads().read(copy.id().get())).thread().forkedFromId()).isEqualTo(id);
    }

    @Test
    void copyStaysInTheProcessThatMadeIt() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who are you?").reply("A copy.");
        CodexClient client = codex.client("app-server.processes", "3");
        String id = resultOf(client.startThread().run("my name is Ada")).threadId();

        for (int i = 0; i < 4; i++) {
            CodexThread copy = resultOf(client.forkThread(id));
            assertThat(resultOf(copy.run("who are you?")).finalResponse()).isEqualTo("A copy.");
        }
    }

    @Test
    void archivedThreadIsListedApartAndComesBack() {
        codex.model().when("again").reply("Here.");
        CodexClient client = codex.client();
        String id = threads(client, 1).get(0);

        resultOf(client.threads().archive(id));

        assertThat(list(client, ThreadQuery.ALL)).isEmpty();
        assertThat(list(client, ThreadQuery.ALL.onlyArchived())).extracting(ThreadInfo::id).containsExactly(id);
        assertThat(resultOf(client.threads().unarchive(id)).id()).isEqualTo(id);
        assertThat(list(client, ThreadQuery.ALL)).extracting(ThreadInfo::id).containsExactly(id);
        assertThat(resultOf(client.resumeThread(id).run("again")).finalResponse()).isEqualTo("Here.");
    }

    @Test
    void deletedThreadIsGone() {
        CodexClient client = codex.client();
        String id = threads(client, 1).get(0);

        resultOf(client.threads().delete(id));

        assertThat(list(client, ThreadQuery.ALL)).isEmpty();
        assertThat(failureOf(client.threads().read(id))).isInstanceOf(CodexThreadNotFoundException.class);
        assertThat(failureOf(client.resumeThread(id).run("again"))).isInstanceOf(CodexThreadNotFoundException.class);
    }

    @Test
    void originalIsNotDeletedBeforeItsCopies() {
        CodexClient client = codex.client();
        String id = threads(client, 1).get(0);
        CodexThread copy = resultOf(client.threads().fork(id));

        assertThat(failureOf(client.threads().delete(id))).isInstanceOf(CodexRequestException.class)
                .hasMessageContaining("forked");

        resultOf(client.threads().delete(copy.id().orElseThrow()));
        resultOf(client.threads().delete(id));
        assertThat(list(client, ThreadQuery.ALL)).isEmpty();
    }

    @Test
    void threadBearsTheNameItIsGiven() {
        CodexClient client = codex.client();
        String id = threads(client, 1).get(0);

        resultOf(client.threads().rename(id, "Zażółć"));

        ThreadInfo thread = list(client, ThreadQuery.ALL.titled("Zażółć")).get(0);
        assertThat(thread.name()).isEqualTo("Zażółć");
        assertThat(thread.toString()).doesNotContain("Zażółć");
    }

    @Test
    void compactedThreadGoesOnWithASummary() {
        codex.model().when("my name is Ada").reply("Hello Ada!");
        codex.model().when("who am I?").reply("Ada.");
        codex.model().when(Prompt.any()).reply("SUMMARY: the user is Ada");
        CodexClient client = codex.client();
        CodexThread thread = client.startThread();
        String id = resultOf(thread.run("my name is Ada")).threadId();

        TurnResult compaction = resultOf(client.threads().compact(id));
        resultOf(thread.run("who am I?"));

        assertThat(compaction.threadId()).isEqualTo(id);
        assertThat(items(compaction, ContextCompaction.class)).hasSize(1);
        assertThat(asked("who am I?")).contains("SUMMARY: the user is Ada").doesNotContain("Hello Ada!");
    }

    @Test
    void unknownThreadHasATypeOfFailure() {
        CodexClient client = codex.client();
        List<BiFunction<CodexThreads, String, Uni<?>>> all = List.of(CodexThreads::read, CodexThreads::fork,
                CodexThreads::archive, CodexThreads::unarchive, CodexThreads::delete, CodexThreads::compact,
                (threads, id) -> threads.rename(id, "x"));

        for (BiFunction<CodexThreads, String, Uni<?>> one : all) {
            for (String id : List.of(UNKNOWN, "nonsense")) {
                assertThat(failureOf(one.apply(client.threads(), id))).isInstanceOfSatisfying(
                        CodexThreadNotFoundException.class, unknown -> assertThat(unknown.threadId()).isEqualTo(id));
            }
        }
    }

    private List<String> threads(CodexClient client, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            codex.model().when("say " + i).reply("" + i);
            ids.add(resultOf(client.startThread().run("say " + i)).threadId());
        }
        return ids;
    }

    private static List<ThreadInfo> list(CodexClient client, ThreadQuery query) {
        return resultOf(client.threads().list(query).collect().asList());
    }

    private String asked(String prompt) {
        return codex.model().requestsFor(prompt).get(0).json().path("input").toString();
    }
}
