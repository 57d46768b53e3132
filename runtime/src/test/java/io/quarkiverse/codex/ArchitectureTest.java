package io.quarkiverse.codex;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.function.Function;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniOnItem;

/** The rooms of the runtime, and who may know whom: arrows point down to the API and to what can be read alone. */
class ArchitectureTest {

    private static final String ROOT = "io.quarkiverse.codex";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    @Test
    void itemsKnowNobody() {
        knowsNone("item", "", "event", "runtime..");
    }

    @Test
    void eventsKnowItemsOnly() {
        knowsNone("event", "", "runtime..");
    }

    @Test
    void whatManagementTellsKnowsItemsAndEventsOnly() {
        knowsNone("management", "", "approval", "runtime..");
        knowsNone("item", "management");
        knowsNone("tool", "", "event", "item", "approval", "management", "runtime..");
        knowsNone("event", "management");
    }

    /** A hook before a turn may change its input, which is of the root; so the root must not know hooks. */
    @Test
    void hooksKnowTurnsEventsItemsAndToolsOnly() {
        knowsNone("hook", "approval", "management", "runtime..");
        knowsNone("", "hook");
        knowsNone("tool", "hook");
        knowsNone("event", "hook");
        knowsNone("item", "hook");
    }

    @Test
    void retriesKnowNobodyElse() {
        knowsNone("retry", "approval", "hook", "item", "management", "tool", "runtime..");
        knowsNone("", "retry");
        knowsNone("event", "retry");
        knowsNone("hook", "retry");
    }

    @Test
    void budgetsKnowNobody() {
        knowsNone("budget", "", "approval", "event", "hook", "item", "management", "retry", "tool", "runtime..");
        knowsNone("runtime.budget", "management", "runtime", "runtime.config", "runtime.guard", "runtime.management..",
                "runtime.process..", "runtime.protocol..", "runtime.retry", "runtime.schema..", "runtime.transport..",
                "runtime.turn..");
        for (String store : new String[] { "runtime.budget.jdbc", "runtime.budget.redis" }) {
            knowsNone(store, "event", "item", "session", "runtime", "runtime.management..", "runtime.process..",
                    "runtime.protocol..", "runtime.session..", "runtime.transport.appserver..", "runtime.transport.exec..",
                    "runtime.turn..");
        }
    }

    @Test
    void storageKnowsNotWhatIsStored() {
        knowsNone("runtime.storage..", "budget", "event", "item", "session", "runtime", "runtime.budget..", "runtime.config",
                "runtime.management..", "runtime.process..", "runtime.protocol..", "runtime.session..",
                "runtime.transport..", "runtime.turn..");
    }

    @Test
    void whatIsTriedAgainIsNotHow() {
        knowsNone("runtime.retry", "management", "runtime", "runtime.config", "runtime.guard", "runtime.management..",
                "runtime.process..", "runtime.protocol..", "runtime.schema..", "runtime.transport..", "runtime.turn..");
    }

    @Test
    void streamsKnowNothingOfTurns() {
        knowsNone("runtime.reactive", "", "approval", "event", "item", "management", "session", "tool", "runtime",
                "runtime.config", "runtime.host", "runtime.session..", "runtime.transport..", "runtime.turn..");
    }

    @Test
    void noTurnForgetsThatItWasCancelled() {
        noClasses().that().resideInAnyPackage(ROOT + ".runtime.turn..", ROOT + ".runtime.session", ROOT + ".runtime.host..")
                .should().callMethod(UniOnItem.class, "transformToMulti", Function.class)
                .orShould().callMethod(Uni.class, "toMulti")
                .because("Mutiny forgets a cancellation that comes in between: use Sequel").check(CLASSES);
    }

    @Test
    void theApiKnowsNothingOfWhatRunsIt() {
        knowsNone("", "runtime..");
    }

    @Test
    void processesKnowNothingOfCodex() {
        knowsNone("runtime.process", "", "event", "item", "management", "runtime", "runtime.config",
                "runtime.management..", "runtime.protocol..", "runtime.schema..", "runtime.transport..", "runtime.turn..");
    }

    @Test
    void callsOfMethodsKnowNothingOfCodex() {
        knowsNone("runtime.method", "", "approval", "event", "item", "management", "tool", "runtime", "runtime.approval",
                "runtime.config", "runtime.host", "runtime.management..", "runtime.process", "runtime.protocol..",
                "runtime.schema..", "runtime.tool", "runtime.transport..", "runtime.turn..");
    }

    @Test
    void theProtocolKnowsEventsAndItemsOnly() {
        knowsNone("runtime.protocol..", "", "management", "runtime", "runtime.config", "runtime.management..",
                "runtime.process..", "runtime.schema..",
                "runtime.transport..", "runtime.turn..");
    }

    @Test
    void theGuardKnowsNothingOfWhatItGuards() {
        knowsNone("runtime.guard", "event", "item", "management", "runtime", "runtime.config", "runtime.management..",
                "runtime.process..", "runtime.protocol..", "runtime.schema..", "runtime.transport..", "runtime.turn..");
    }

    @Test
    void transportsKnowNothingOfTheTurnsThatUseThem() {
        knowsNone("runtime.transport..", "runtime", "runtime.config", "runtime.guard", "runtime.management..",
                "runtime.schema..",
                "runtime.turn..");
    }

    @Test
    void probesKnowNothingOfWhoIsSparedByThem() {
        knowsNone("runtime.probe", "hook", "session", "tool", "runtime", "runtime.config", "runtime.guard", "runtime.hook",
                "runtime.management..", "runtime.mcp", "runtime.session..", "runtime.transport.appserver..",
                "runtime.transport.exec..", "runtime.turn..");
        knowsNone("runtime.guard", "runtime.probe");
        knowsNone("runtime.transport..", "runtime.probe");
        knowsNone("runtime.turn..", "runtime.probe");
    }

    @Test
    void managementKnowsNoTransportButItsDoor() {
        knowsNone("runtime.management..", "runtime", "runtime.config", "runtime.process..", "runtime.schema..",
                "runtime.transport.appserver..", "runtime.transport.exec..", "runtime.turn..");
    }

    @Test
    void toolsKnowNothingOfTheTurnsThatCallThem() {
        knowsNone("runtime.tool", "event", "item", "management", "approval", "hook", "runtime", "runtime.approval",
                "runtime.hook..", "runtime.management..", "runtime.mcp..", "runtime.process", "runtime.protocol..",
                "runtime.transport..", "runtime.turn..");
    }

    @Test
    void nobodyKnowsSessionsButThoseWhoRunThem() {
        for (String room : new String[] { "", "approval", "event", "item", "management", "tool", "runtime.approval",
                "runtime.guard", "runtime.host", "runtime.management..", "runtime.process..", "runtime.protocol..",
                "runtime.schema..", "runtime.tool", "runtime.transport..", "runtime.turn.." }) {
            knowsNone(room, "session", "runtime.session..");
        }
        knowsNone("session", "approval", "tool", "runtime..");
        knowsNone("runtime.session..", "runtime", "runtime.management..", "runtime.process..", "runtime.schema..",
                "runtime.transport.appserver..", "runtime.transport.exec..", "runtime.turn..");
    }

    @Test
    void noRoomKnowsItselfByWayOfAnother() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    private static void knowsNone(String room, String... others) {
        String[] names = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            names[i] = name(others[i]);
        }
        noClasses().that().resideInAPackage(name(room)).should().dependOnClassesThat().resideInAnyPackage(names)
                .check(CLASSES);
    }

    private static String name(String room) {
        return room.isEmpty() ? ROOT : ROOT + "." + room;
    }
}
