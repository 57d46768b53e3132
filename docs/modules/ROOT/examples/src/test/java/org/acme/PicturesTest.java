package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Images. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class PicturesTest {

    ScriptedModel model;

    @Inject
    Pictures pictures;

    @Test
    void sendsThePictures(@TempDir Path directory) throws IOException {
        model.when(Prompt.containing("screenshots")).reply("The button has moved.");

        assertThat(pictures.difference(picture(directory, "before.png"), picture(directory, "after.png")).await()
                .indefinitely()).isEqualTo("The button has moved.");
        assertThat(model.requests()).allSatisfy(request -> assertThat(request.images()).hasSize(2));
    }

    private static Path picture(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file;
    }
}
