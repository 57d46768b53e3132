package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Vetoed;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

class LeftOutBeansTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClasses(OfProduction.class, NotOfTests.class, OutOfUse.class, Excluded.class,
                    Inactive.class, Base.class, Overriding.class, Hooks.class, Here.class, Parent.class, Child.class))
            .overrideConfigKey("quarkus.arc.exclude-types", Excluded.class.getName());

    @IfBuildProfile("prod")
    static class OfProduction {

        @CodexTool(description = "Is of production")
        String ofProduction() {
            return "";
        }
    }

    @UnlessBuildProfile("test")
    static class NotOfTests {

        @CodexTool(description = "Is not of tests")
        String notOfTests() {
            return "";
        }
    }

    @Vetoed
    static class OutOfUse {

        @CodexTool(description = "Is out of use")
        String outOfUse() {
            return "";
        }
    }

    static class Excluded {

        @CodexTool(description = "Is excluded")
        String excluded() {
            return "";
        }
    }

    @Alternative
    static class Inactive {

        @CodexTool(description = "Is an alternative that nobody has chosen")
        String inactive() {
            return "";
        }
    }

    abstract static class Base {

        @CodexTool(description = "Is what the subclass does not want")
        String overridden() {
            return "";
        }
    }

    static class Overriding extends Base {

        @Override
        String overridden() {
            return "";
        }

        @CodexTool(description = "Is of the subclass")
        String kept() {
            return "";
        }
    }

    @IfBuildProfile("prod")
    static class Hooks {

        @CodexHook
        void before(BeforeTurn turn) {
        }
    }

    @Blocking
    static class Here {

        @CodexTool(description = "Waits")
        Uni<String> blocking() {
            return Uni.createFrom().item("");
        }

        @CodexTool(description = "Does not wait")
        @NonBlocking
        Uni<String> nonBlocking() {
            return Uni.createFrom().item("");
        }
    }

    abstract static class Parent {

        @CodexTool(description = "Writes")
        Uni<String> inherited() {
            return Uni.createFrom().item("");
        }
    }

    @Singleton
    @Transactional
    static class Child extends Parent {
    }

    @Test
    void theOthersAreThere() throws IOException {
        assertThat(manifest().findValuesAsText("name")).containsExactly("blocking", "inherited", "kept", "nonBlocking");
    }

    @Test
    void theClassOfTheBeanSaysWhereItsToolsRun() throws IOException {
        assertThat(manifest().findValuesAsText("executionModel")).containsExactly("WORKER", "WORKER", "WORKER", "EVENT_LOOP");
    }

    private static JsonNode manifest() throws IOException {
        try (InputStream manifest = Thread.currentThread().getContextClassLoader()
                .getResourceAsStream("META-INF/quarkus-codex/tools.json")) {
            return new ObjectMapper().readTree(manifest);
        }
    }
}
