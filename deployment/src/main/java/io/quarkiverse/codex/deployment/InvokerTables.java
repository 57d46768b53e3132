package io.quarkiverse.codex.deployment;

import java.lang.constant.ClassDesc;
import java.util.List;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.codex.runtime.method.InvokerTable;
import io.quarkus.arc.processor.InvokerInfo;
import io.quarkus.deployment.GeneratedClassGizmo2Adaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.gizmo2.Const;
import io.quarkus.gizmo2.Gizmo;
import io.quarkus.gizmo2.ParamVar;
import io.quarkus.gizmo2.desc.ConstructorDesc;

/**
 * Generates tables of invokers.
 */
final class InvokerTables {

    private final Gizmo gizmo;

    InvokerTables(BuildProducer<GeneratedClassBuildItem> classes, BuildProducer<GeneratedResourceBuildItem> resources) {
        // Of the application, for it names the application's classes: dev mode makes both anew.
        this.gizmo = Gizmo.create(new GeneratedClassGizmo2Adaptor(classes, resources, true)).withDebugInfo(false)
                .withParameters(false);
    }

    /**
     * Generates a table.
     *
     * @param className the name of the class to generate
     * @param invokers what it makes, each by its place in the list
     */
    void generate(String className, List<InvokerInfo> invokers) {
        gizmo.class_(className, table -> {
            table.implements_(InvokerTable.class);
            table.defaultConstructor();
            table.method("invoker", method -> {
                method.public_();
                method.returning(Invoker.class);
                ParamVar index = method.parameter("index", int.class);
                method.body(body -> {
                    body.switch_(index, choice -> {
                        for (int i = 0; i < invokers.size(); i++) {
                            ClassDesc invoker = invokers.get(i).getClassDesc();
                            choice.caseOf(i, found -> found.return_(found.new_(invoker)));
                        }
                    });
                    body.throw_(body.new_(ConstructorDesc.of(IllegalArgumentException.class, String.class),
                            Const.of("There is no such invoker")));
                });
            });
        });
    }
}
