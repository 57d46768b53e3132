package io.quarkiverse.codex.test.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.codex.CodexClient;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.testing.Step;
import io.quarkiverse.codex.tool.CodexTool;
import io.quarkiverse.codex.tool.ToolException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Context;

/**
 * What runs on virtual threads, where Java has them. Elsewhere they are threads that may be blocked, which other tests see.
 */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = ToolTransport.APP_SERVER.application(model -> {
        Step.ToolCall meet = Step.toolCall("meet", Map.of());
        model.when("meet").then(Step.together(meet, meet)).reply("done");
        model.when("erase").then(Step.toolCall("erase", Map.of())).reply("done");
        model.when("refuse").then(Step.toolCall("refuse", Map.of())).reply("done");
    }, VirtualTools.class, Calls.class);

    @Inject
    CodexClient codex;

    @Inject
    CurrentIdentityAssociation association;

    @Inject
    VirtualTools tools;

    @Test
    @ActivateRequestContext
    void toolsHaveThreadsRequestContextsAndTheIdentityOfWhoeverBeganTheTurn() {
        logIn("ada", "user");

        List<ToolAnswer> answers = call("meet");

        assertThat(answers).hasSize(2).allSatisfy(answer -> assertThat(answer)
                .isEqualTo(new ToolAnswer("meet", true, "virtual, on no event loop, call 1 of ada", List.of())));
        assertThat(tools.hooked).contains("virtual for ada");
    }

    @Test
    @ActivateRequestContext
    void whoMayNotCallIsRefused() {
        logIn("bob", "guest");

        assertThat(call("erase")).singleElement().satisfies(answer -> {
            assertThat(answer.success()).isFalse();
            assertThat(answer.text()).startsWith("Not allowed");
        });
    }

    @Test
    void whatAToolThrowsIsItsAnswer() {
        assertThat(call("refuse")).containsExactly(new ToolAnswer("refuse", false, "Come back on Monday", List.of()));
    }

    private List<ToolAnswer> call(String prompt) {
        return ToolAnswer.of(codex.startThread().run(prompt).await().atMost(LONGEST));
    }

    private void logIn(String user, String role) {
        Principal principal = () -> user;
        association.setIdentity(QuarkusSecurityIdentity.builder().setPrincipal(principal).addRole(role).build());
    }

    @RequestScoped
    static class Calls {

        private final AtomicInteger calls = new AtomicInteger();

        int next() {
            return calls.incrementAndGet();
        }
    }

    @Singleton
    static class VirtualTools {

        @Inject
        SecurityIdentity identity;

        @Inject
        Calls calls;

        final List<String> hooked = new CopyOnWriteArrayList<>();
        private final CyclicBarrier two = new CyclicBarrier(2);

        @CodexTool(description = "Meets another")
        @RolesAllowed("user")
        @RunOnVirtualThread
        String meet() throws Exception {
            two.await(30, TimeUnit.SECONDS);
            return kind() + (Context.isOnEventLoopThread() ? ", on an event loop" : ", on no event loop") + ", call "
                    + calls.next() + " of " + identity.getPrincipal().getName();
        }

        @CodexTool(description = "For administrators")
        @RolesAllowed("admin")
        @RunOnVirtualThread
        String erase() {
            return "erased";
        }

        @CodexTool(description = "Says why it cannot")
        @RunOnVirtualThread
        String refuse() {
            throw new ToolException("Come back on Monday");
        }

        @CodexHook
        @RunOnVirtualThread
        void before(BeforeTurn turn) {
            hooked.add(kind() + " for " + (identity.isAnonymous() ? "nobody" : identity.getPrincipal().getName()));
        }

        /** By its name, for the Java that this is compiled for knows of no others. */
        private static String kind() {
            return Thread.currentThread().getClass().getName().equals("java.lang.VirtualThread") ? "virtual" : "not virtual";
        }
    }
}
