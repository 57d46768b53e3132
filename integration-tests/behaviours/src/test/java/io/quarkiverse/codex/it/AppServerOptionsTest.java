package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.output;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.SandboxMode;
import io.quarkiverse.codex.ThreadOptions;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkiverse.codex.testing.Prompt;

/** codex ignores new options for a thread that it has open: such a thread has to be opened again. */
@Tag("app-server")
class AppServerOptionsTest {

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void sandboxOfEachTurnIsItsOwn() {
        List.of("first", "second", "third").forEach(name -> codex.model().when(name).shell("touch " + name).reply("Done."));
        CodexThread thread = codex.client().startThread(ThreadOptions.builder().sandboxMode(SandboxMode.READ_ONLY).build());

        TurnResult first = resultOf(thread.run("first"));
        resultOf(thread.run("second", TurnOptions.builder().sandboxMode(SandboxMode.WORKSPACE_WRITE).build()));
        TurnResult third = resultOf(thread.run("third"));

        assertThat(codex.workspace()).isDirectoryContaining("glob:**/second").isDirectoryNotContaining("glob:**/first")
                .isDirectoryNotContaining("glob:**/third");
        assertThat(third.threadUsage().inputTokens()).isEqualTo(first.usage().inputTokens() * 3);
    }

    @Test
    void modelAndDirectoryOfEachThreadObjectAreItsOwn() {
        codex.model().when(Prompt.containing("where")).shell("pwd").reply("Done.");
        CodexClient client = codex.client();
        CodexThread thread = client.startThread(ThreadOptions.builder().model("model-one").build());
        String id = resultOf(thread.run("where")).threadId();

        TurnResult elsewhere = resultOf(client.resumeThread(id, ThreadOptions.builder().model("model-two")
                .workingDirectory(codex.inside("elsewhere")).build()).run("where now"));
        TurnResult back = resultOf(thread.run("where again"));

        assertThat(output(elsewhere).strip()).isEqualTo(codex.inside("elsewhere").toString());
        assertThat(output(back).strip()).isEqualTo(codex.workspace().toString());
        assertThat(codex.model().requestsFor("where now")).allSatisfy(
                request -> assertThat(request.model()).isEqualTo("model-two"));
        assertThat(codex.model().requestsFor("where again")).allSatisfy(
                request -> assertThat(request.model()).isEqualTo("model-one"));
    }

    @Test
    void imageByItsUrlReachesTheModel() {
        String pixel = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ"
                + "RU5ErkJggg==";
        codex.model().when("look").reply("Seen.");

        resultOf(codex.client().startThread().run(TurnInput.of("look").image(URI.create(pixel))));

        assertThat(codex.model().requestsFor("look").get(0).images()).containsExactly(pixel);
    }

    @Test
    void clientsOfDifferentHomesKnowDifferentThreads() {
        codex.model().when("go").reply("Gone.");
        CodexClient here = codex.named("here");
        CodexClient there = codex.named("there", "home", codex.inside("other-home").toString());

        String id = resultOf(here.startThread().run("go")).threadId();

        assertThat(failureOf(there.resumeThread(id).run("go"))).isInstanceOf(CodexThreadNotFoundException.class);
        assertThat(resultOf(here.resumeThread(id).run("go")).threadId()).isEqualTo(id);
    }

    @Test
    void threadsStayWithTheProcessThatHasThem() {
        codex.model().when(Prompt.any()).reply("Done.");
        CodexClient client = codex.client("app-server.processes", "2");
        List<CodexThread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(client.startThread());
            resultOf(threads.get(thread).run("one"));
        }
        assertThat(Processes.appServers(codex.home())).hasSize(2);

        for (CodexThread thread : threads) {
            assertThat(resultOf(thread.run("two")).threadId()).isEqualTo(thread.id().orElseThrow());
            assertThat(resultOf(client.resumeThread(thread.id().orElseThrow()).run("three")).threadUsage().inputTokens())
                    .isEqualTo(30);
        }
        codex.close(client);
        assertThat(Processes.appServers(codex.home())).isEmpty();
    }
}
