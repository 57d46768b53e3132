package io.quarkiverse.codex.it;

import static io.quarkiverse.codex.it.Turns.failureOf;
import static io.quarkiverse.codex.it.Turns.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.testing.ModelRequest;

class TurnInputTest {

    private static final String RED = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
    private static final String BLUE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYPgPAAEDAQAIicLsAAAAAElFTkSuQmCC";

    @RegisterExtension
    final Codex codex = new Codex();

    @Test
    void textsHaveABlankLineBetweenThem() {
        codex.model().when("one\n\ntwo\n\nthree").reply("Done.");

        resultOf(codex.client().startThread().run(TurnInput.of("one").andText("two").andText("three")));

        assertThat(codex.model().requests()).singleElement()
                .satisfies(request -> assertThat(request.prompt()).isEqualTo("one\n\ntwo\n\nthree"));
    }

    @Test
    void promptThatLooksLikeAnArgumentIsAPrompt() {
        codex.model().when("--help").reply("Help yourself.");

        assertThat(resultOf(codex.client().startThread().run("--help")).finalResponse()).isEqualTo("Help yourself.");
    }

    @Test
    void longPromptArrivesWhole() {
        String prompt = "All work and no play. ".repeat(20_000).strip();
        codex.model().when(prompt).reply("Redrum.");

        resultOf(codex.client().startThread().run(prompt));

        assertThat(codex.model().requests()).singleElement()
                .satisfies(request -> assertThat(request.prompt().length()).isEqualTo(prompt.length()));
    }

    @Test
    void blankPromptIsRefusedBeforeTheStart() {
        assertThat(failureOf(codex.client().startThread().run(" \n\t"))).isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining("blank");
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void imagesReachTheModelInOrder() throws IOException {
        codex.model().when("look").reply("Nice.");

        resultOf(codex.client().startThread().run(TurnInput.of("look").image(image("red.png", RED))
                .image(image("blue.png", BLUE))));

        assertThat(imagesOf("look")).containsExactly(url(RED), url(BLUE));
    }

    @Test
    void imagesReachTheModelOnAResumedThread() throws IOException {
        codex.model().when("hello").reply("Hi!");
        codex.model().when("look").reply("Nice.");
        CodexThread thread = codex.client().startThread();

        String id = resultOf(thread.run("hello")).threadId();

        assertThat(resultOf(thread.run(TurnInput.of("look").image(image("red.png", RED)))).threadId()).isEqualTo(id);
        assertThat(imagesOf("look")).containsExactly(url(RED));
    }

    @Test
    void imageIsFoundInTheWorkingDirectory() throws IOException {
        image("red.png", RED);
        codex.model().when("look").reply("Nice.");

        resultOf(codex.client().startThread().run(TurnInput.of("look").image(Path.of("red.png"))));

        assertThat(imagesOf("look")).containsExactly(url(RED));
    }

    @Test
    void imageMayHaveAnyName() throws IOException {
        codex.model().when("look").reply("Nice.");

        resultOf(codex.client().startThread().run(TurnInput.of("look").image(image("a, b's \"c\".png", RED))
                .image(Path.of(image("-d.png", BLUE).getFileName().toString()))));

        assertThat(imagesOf("look")).containsExactly(url(RED), url(BLUE));
    }

    @Test
    void missingImageIsRefusedBeforeTheStart() {
        assertThat(failureOf(codex.client().startThread().run(TurnInput.of("look").image(Path.of("missing.png")))))
                .isInstanceOf(CodexConfigurationException.class)
                .hasMessageContaining(codex.workspace().resolve("missing.png") + " does not exist");
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void directoryIsNoImage() {
        assertThat(failureOf(codex.client().startThread().run(TurnInput.of("look").image(codex.workspace()))))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("is a directory");
        assertThat(codex.home()).isEmptyDirectory();
    }

    @Test
    void unreadableImageIsRefusedBeforeTheStart() throws IOException {
        Path image = image("secret.png", RED);
        assertThat(image.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isReadable(image), "Whoever runs this test may read everything");

        assertThat(failureOf(codex.client().startThread().run(TurnInput.of("look").image(image))))
                .isInstanceOf(CodexConfigurationException.class).hasMessageContaining("cannot be read");
        assertThat(codex.home()).isEmptyDirectory();
    }

    private Path image(String name, String content) throws IOException {
        return Files.write(codex.workspace().resolve(name), Base64.getDecoder().decode(content));
    }

    private static String url(String content) {
        return "data:image/png;base64," + content;
    }

    private List<String> imagesOf(String prompt) {
        List<ModelRequest> requests = codex.model().requestsFor(prompt);
        assertThat(requests).hasSize(1);
        return requests.get(0).images();
    }
}
