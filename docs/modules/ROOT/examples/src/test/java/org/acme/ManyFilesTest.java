package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.testing.Prompt;
import io.quarkiverse.codex.testing.ScriptedModel;
import io.quarkiverse.codex.testing.WithScriptedModel;
import io.quarkus.test.junit.QuarkusTest;

/** Parallel analysis of many files. */
@QuarkusTest
@WithScriptedModel(clients = "batch")
class ManyFilesTest {

    ScriptedModel model;

    @Inject
    ManyFiles files;

    @Test
    void analysesAll() {
        model.when(Prompt.containing("F7.java")).reply("I would rather not.");
        model.when(Prompt.matching(Pattern.compile("Rate the file"))).reply("{\"rating\": 8, \"reason\": \"short\"}");
        List<Path> all = IntStream.range(0, 12).mapToObj(i -> Path.of("F" + i + ".java")).toList();

        Map<Path, ManyFiles.Analysis> analyses = files.analyse(Path.of("."), all).await().indefinitely();

        assertThat(analyses).containsOnlyKeys(all).containsEntry(all.get(3), new ManyFiles.Analysis(8, "short"));
        assertThat(analyses.get(all.get(7)).rating()).isZero();
    }
}
