package io.quarkiverse.codex.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.TestResourceManager;

class WithScriptedModelTest {

    @WithScriptedModel(clients = "reviewer, writer")
    static class TwoClients {
        ScriptedModel model;
        CodexBinary binary;
        AutoCloseable other;
    }

    @WithScriptedModel(clients = "reviewer, writer")
    static class TwoClientsAgain {
        ScriptedModel model;
    }

    @WithScriptedModel(resetForEachTest = false)
    static class Lasting {
        ScriptedModel model;
    }

    @Test
    void configuresTheClientsAndTidiesUp() {
        TestResourceManager resources = resourcesOf(TwoClients.class);
        Map<String, String> properties = resources.start();
        TwoClients test = new TwoClients();
        resources.inject(test);
        List<Path> homes = List.of(Path.of(properties.get("quarkus.codex.home")),
                Path.of(properties.get("quarkus.codex.\"reviewer\".home")),
                Path.of(properties.get("quarkus.codex.\"writer\".home")));
        try {
            assertThat(properties).containsEntry("quarkus.codex.path", test.binary.path().toString())
                    .containsEntry("quarkus.codex.skip-git-repo-check", "true")
                    .containsEntry("quarkus.codex.config.\"model_provider\"", "scripted")
                    .containsEntry("quarkus.codex.config.\"model_providers.scripted.base_url\"", test.model.baseUrl())
                    .containsEntry("quarkus.codex.config.\"model_providers.scripted.supports_websockets\"", "false")
                    .containsEntry("quarkus.codex.\"writer\".config.\"model_providers.scripted.request_max_retries\"", "0")
                    .containsEntry("quarkus.codex.\"writer\".env.\"SCRIPTED_MODEL_KEY\"", "scripted-model-key");
            assertThat(Set.copyOf(homes)).hasSize(3).allSatisfy(home -> assertThat(home).isDirectory());
            assertThat(test.other).isNull();
        } finally {
            resources.close();
        }
        assertThat(homes).allSatisfy(home -> {
            assertThat(home).doesNotExist();
            assertThat(home.getParent()).doesNotExist();
        });
    }

    @Test
    void forgetsTheScriptsForEachTestUnlessToldNot() {
        assertThat(scriptsAfterTheNextInstance(TwoClients.class, new TwoClients())).isFalse();
        assertThat(scriptsAfterTheNextInstance(Lasting.class, new Lasting())).isTrue();
    }

    @Test
    void letsTestClassesShareAnApplication() {
        assertThat(TestResourceManager.testResourcesRequireReload(comparison(TwoClients.class),
                comparison(TwoClientsAgain.class))).isFalse();
        assertThat(TestResourceManager.testResourcesRequireReload(comparison(TwoClients.class), comparison(Lasting.class)))
                .isTrue();
    }

    private static boolean scriptsAfterTheNextInstance(Class<?> testClass, Object instance) {
        TestResourceManager resources = resourcesOf(testClass);
        resources.start();
        try {
            resources.inject(instance);
            ScriptedModel model = instance instanceof Lasting lasting ? lasting.model : ((TwoClients) instance).model;
            model.when("hello").reply("Hi!");
            resources.inject(instance);
            return model.isScripted();
        } finally {
            resources.close();
        }
    }

    private static Set<TestResourceManager.TestResourceComparisonInfo> comparison(Class<?> testClass) {
        return TestResourceManager.testResourceComparisonInfo(testClass, Path.of("target", "test-classes"), List.of());
    }

    private static TestResourceManager resourcesOf(Class<?> testClass) {
        TestResourceManager resources = new TestResourceManager(testClass);
        resources.init(null);
        return resources;
    }
}
