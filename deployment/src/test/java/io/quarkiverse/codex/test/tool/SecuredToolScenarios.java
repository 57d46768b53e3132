package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.CodexTurn;
import io.quarkiverse.codex.session.CodexSessions;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Who may call what, on whatever transport.
 */
abstract class SecuredToolScenarios {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Inject
    CodexClient codex;

    @Inject
    CodexSessions sessions;

    @Inject
    CurrentIdentityAssociation association;

    @Inject
    SecuredTools tools;

    static QuarkusUnitTest application(ToolTransport transport) {
        return transport.application(model -> {
            for (String tool : List.of("erase", "later", "atOnce", "whoAmI")) {
                model.when(tool).then(transport.call(tool, Map.of())).reply("done");
            }
        }, SecuredTools.class, SecuredToolScenarios.class);
    }

    @Test
    @ActivateRequestContext
    void whoeverBeganTheTurnCalls() {
        assertThat(call("ada", "user", "later")).isEqualTo(new ToolAnswer("later", true, "by ada", List.of()));
        assertThat(call("ada", "user", "atOnce")).isEqualTo(new ToolAnswer("atOnce", true, "by ada", List.of()));
        assertThat(call("bob", "guest", "whoAmI").text()).isEqualTo("bob");
    }

    @Test
    @ActivateRequestContext
    void whoMayNotCallIsRefused() {
        assertThat(call("ada", "user", "erase")).isEqualTo(new ToolAnswer("erase", false,
                "Not allowed: the user of this turn may not call erase. Do not try again.", List.of()));
        assertThat(tools.called).isNotDone();
        assertThat(call("bob", "guest", "later").success()).isFalse();
    }

    @Test
    void outsideARequestTheCallerIsNobody() {
        assertThat(call("whoAmI").text()).isEqualTo("nobody");
        assertThat(call("later").text()).startsWith("Not allowed");
    }

    @Test
    @ActivateRequestContext
    void hooksRunAsWhoeverBeganTheTurnToo() {
        for (String user : List.of("ada", "bob")) {
            tools.seen.clear();
            logIn(user, "user");
            codex.startThread().runStreamed("whoAmI").collect().last().await().atMost(LONGEST);
            assertThat(tools.seen).containsExactly("before " + user, "tool " + user, "item " + user, "after " + user);
        }
    }

    @Test
    @ActivateRequestContext
    void whoHasAskedForAHandleBeganTheTurn() {
        logIn("ada", "user");
        CodexTurn turn = codex.startThread().start("whoAmI").await().atMost(LONGEST);
        CodexTurn ofASession = sessions.thread("talk").start("whoAmI").await().atMost(LONGEST);

        logIn("bob", "guest");
        tools.seen.clear();
        turn.result().await().atMost(LONGEST);
        assertThat(tools.seen).containsExactly("before ada", "tool ada", "item ada", "after ada");

        tools.seen.clear();
        ofASession.result().await().atMost(LONGEST);
        assertThat(tools.seen).containsExactly("loaded ada", "before ada", "tool ada", "item ada", "after ada", "saved ada");
    }

    private ToolAnswer call(String user, String role, String tool) {
        logIn(user, role);
        return call(tool);
    }

    private void logIn(String user, String role) {
        Principal principal = () -> user;
        association.setIdentity(QuarkusSecurityIdentity.builder().setPrincipal(principal).addRole(role).build());
    }

    private ToolAnswer call(String tool) {
        List<ToolAnswer> answers = ToolAnswer.of(codex.startThread().run(tool).await().atMost(LONGEST));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
