package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolArg;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * What Bean Validation has to say that no schema says, on whatever transport.
 */
abstract class ValidatedToolScenarios {

    @Inject
    CodexClient codex;

    public record Person(@JsonProperty("born_on") @Past(message = "must have been born") LocalDate birthday) {
    }

    public record Team(@NotNull String name, Optional<@Valid Person> lead, Map<String, List<@Valid Person>> members) {

        @AssertTrue(message = "must have members or a lead")
        public boolean isManned() {
            return lead.isPresent() || !members.isEmpty();
        }
    }

    @Singleton
    static class Directory {

        String find(@Pattern(regexp = "[a-z]+", message = "is a secret of the directory") String key) {
            return key;
        }
    }

    static class Teams {

        @Inject
        Directory directory;

        @CodexTool(description = "Founds a team")
        String found(@Valid Team team,
                @ToolArg(name = "since", required = false) @Past(message = "must be over") LocalDate founded) {
            return "founded";
        }

        @CodexTool(description = "Breaks a rule of another bean")
        String look() {
            return directory.find("UPPER");
        }

        @CodexTool(description = "Breaks a rule of its own")
        @NotNull(message = "is a secret of the teams")
        String forget() {
            return null;
        }
    }

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(model -> {
            model.when("found")
                    .then(transport.call("found", Map.of("team", Map.of("name", "a", "lead", Map.of("born_on", "2999-01-01"),
                            "members",
                            Map.of("red/blue", List.of(Map.of("born_on", "2001-02-03"), Map.of("born_on", "2999-01-02")))),
                            "since", "2999-01-03")))
                    .reply("done");
            model.when("unmanned")
                    .then(transport.call("found", Map.of("team", Map.of("name", "a", "members", Map.of())))).reply("done");
            model.when("found well").then(transport.call("found", Map.of("team", Map.of("name", "a", "members",
                    Map.of("red", List.of(Map.of("born_on", "2001-02-03"))))))).reply("done");
            for (String tool : List.of("look", "forget")) {
                model.when(tool).then(transport.call(tool, Map.of())).reply("done");
            }
        }, ValidatedToolScenarios.class, Person.class, Team.class, Directory.class, Teams.class)
                .setForcedDependencies(
                        List.of(Dependency.of("io.quarkus", "quarkus-hibernate-validator", Version.getVersion())))
                .overrideRuntimeConfigKey("quarkus.codex.tools.failure-message", "{tool} is broken");
    }

    @Test
    void theModelHearsWhatIsWrongAndWhere() {
        ToolAnswer answer = call("found");

        assertThat(answer.success()).isFalse();
        assertThat(answer.text().lines()).containsExactly("The arguments of found are wrong:",
                "/since: must be over, got \"2999-01-03\"",
                "/team/lead/born_on: must have been born, got \"2999-01-01\"",
                "/team/members/red~1blue/1/born_on: must have been born, got \"2999-01-02\"");
        assertThat(call("unmanned").text()).endsWith("/team/manned: must have members or a lead");
        assertThat(call("found well").text()).isEqualTo("founded");
    }

    @Test
    void whatTheModelCanDoNothingAboutItDoesNotHear() {
        assertThat(call("look")).isEqualTo(new ToolAnswer("look", false, "look is broken", List.of()));
        assertThat(call("forget")).isEqualTo(new ToolAnswer("forget", false, "forget is broken", List.of()));
    }

    private ToolAnswer call(String prompt) {
        List<ToolAnswer> answers = ToolAnswer.of(codex.startThread().run(prompt).await().atMost(Duration.ofSeconds(60)));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
