package io.quarkiverse.codex.deployment.devui;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.quarkiverse.codex.deployment.CodexClientsBuildItem;
import io.quarkiverse.codex.deployment.HooksBuildItem;
import io.quarkiverse.codex.deployment.devservices.ScriptedModelBuildItem;
import io.quarkiverse.codex.item.ThreadItem;
import io.quarkiverse.codex.runtime.devui.ApprovalPages;
import io.quarkiverse.codex.runtime.devui.ClientPages;
import io.quarkiverse.codex.runtime.devui.PlaygroundPages;
import io.quarkiverse.codex.runtime.devui.SessionPages;
import io.quarkiverse.codex.runtime.devui.ThreadPages;
import io.quarkiverse.codex.runtime.devui.ToolPages;
import io.quarkiverse.codex.runtime.hook.HookMethod;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/**
 * The card of the Dev UI and its pages.
 */
class DevUiProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    CardPageBuildItem card(CodexClientsBuildItem clients, HooksBuildItem hooks, Optional<ScriptedModelBuildItem> model) {
        CardPageBuildItem card = new CardPageBuildItem();
        card.setCustomCard("qwc-codex-card.js");
        card.addBuildTimeData("clientNames", List.copyOf(clients.names()));
        card.addBuildTimeData("hooks", hooks.methods().stream().map(DevUiProcessor::describe).toList());
        page(card, "Playground", "play", "qwc-codex-playground.js");
        page(card, "Tools", "screwdriver-wrench", "qwc-codex-tools.js");
        page(card, "Hooks", "anchor", "qwc-codex-hooks.js");
        page(card, "Approvals", "user-check", "qwc-codex-approvals.js");
        page(card, "Threads", "comments", "qwc-codex-threads.js");
        page(card, "Sessions", "address-book", "qwc-codex-sessions.js");
        if (model.isPresent()) {
            page(card, "Model", "masks-theater", "qwc-codex-model.js");
        }
        return card;
    }

    private static void page(CardPageBuildItem card, String title, String icon, String component) {
        card.addPage(Page.webComponentPageBuilder().title(title).icon("font-awesome-solid:" + icon).componentLink(component));
    }

    private static Map<String, Object> describe(HookMethod hook) {
        Map<String, Object> description = new TreeMap<>();
        description.put("method", hook.label());
        description.put("event", ThreadItem.class.isAssignableFrom(hook.type())
                ? hook.type().getSimpleName() + " " + hook.item().name().toLowerCase(Locale.ROOT)
                : hook.type().getSimpleName());
        description.put("waits", hook.trigger().nativePoint().isPresent());
        description.put("clients", hook.clients());
        description.put("tools", hook.tools());
        description.put("onError", hook.onError().name());
        description.put("runsOn", hook.model().name());
        return description;
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void answers(BuildProducer<JsonRPCProvidersBuildItem> providers) {
        for (Class<?> pages : List.of(ClientPages.class, ToolPages.class, PlaygroundPages.class, ApprovalPages.class,
                ThreadPages.class, SessionPages.class)) {
            providers.produce(new JsonRPCProvidersBuildItem(pages));
        }
    }

    /** The model lives where the application is built, and outlives it. */
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void scripts(Optional<ScriptedModelBuildItem> model, BuildProducer<BuildTimeActionBuildItem> actions) {
        if (model.isPresent()) {
            ScriptedModelBuildItem scripts = model.get();
            BuildTimeActionBuildItem item = new BuildTimeActionBuildItem();
            item.actionBuilder().methodName("readScripts")
                    .description(
                            "List the scripts of the model that answers in place of a real one, and what codex has asked it")
                    .function(nothing -> scripts.read()).build();
            item.actionBuilder().methodName("writeScript").function(scripts::write).build();
            item.actionBuilder().methodName("eraseScripts").function(nothing -> scripts.erase()).build();
            actions.produce(item);
        }
    }
}
