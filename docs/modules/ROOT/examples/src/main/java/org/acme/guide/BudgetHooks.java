package org.acme.guide;

import jakarta.inject.Inject;

import io.quarkiverse.codex.hook.AfterTurn;
import io.quarkiverse.codex.hook.BeforeTurn;
import io.quarkiverse.codex.hook.CodexHook;
import io.quarkiverse.codex.hook.HookContext;
import io.quarkiverse.codex.item.CommandExecution;

/** Hooks. */
// tag::class[]
public class BudgetHooks {

    @Inject
    Accounts accounts;

    @CodexHook
    void check(BeforeTurn turn) {
        if (accounts.isEmpty()) {
            turn.veto("There is no budget left for today");
        }
    }

    @CodexHook
    void book(AfterTurn turn) {
        accounts.book(turn.result().usage().totalTokens());
    }

    @CodexHook
    void audit(CommandExecution command, HookContext context) {
        accounts.log(context.threadId().orElseThrow(), command.command(), command.exitCode());
    }
}
// end::class[]
