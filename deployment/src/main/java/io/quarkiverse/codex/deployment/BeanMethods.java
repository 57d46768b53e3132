package io.quarkiverse.codex.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkus.arc.deployment.AutoAddScopeBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.deployment.execannotations.ExecutionModelAnnotationsAllowedBuildItem;

/**
 * The methods of an application's beans that bear one of our annotations.
 */
final class BeanMethods {

    private static final Logger LOG = Logger.getLogger(BeanMethods.class);

    private final DotName annotation;
    private final IndexView index;

    /**
     * @param annotation the annotation
     * @param index the application's classes, those of beans at least
     */
    BeanMethods(DotName annotation, IndexView index) {
        this.annotation = annotation;
        this.index = index;
    }

    /** Makes a bean of a class that has no scope but a method with the annotation. */
    static AutoAddScopeBuildItem scope(DotName annotation) {
        return AutoAddScopeBuildItem.builder().containsAnnotations(annotation).defaultScope(BuiltinScope.SINGLETON)
                .reason("it has a method with @" + annotation.withoutPackagePrefix()).unremovable().build();
    }

    /** Keeps beans of which nothing but the method is used. */
    UnremovableBeanBuildItem unremovable() {
        Set<DotName> declaring = declaringClasses();
        return new UnremovableBeanBuildItem(bean -> beanClass(bean).filter(type -> inherits(type, declaring)).isPresent());
    }

    /** Without it the build refuses {@code @Blocking} and its kin on methods that nobody is known to call. */
    static ExecutionModelAnnotationsAllowedBuildItem executionModels(DotName annotation) {
        Predicate<MethodInfo> annotated = method -> method.hasDeclaredAnnotation(annotation);
        return new ExecutionModelAnnotationsAllowedBuildItem(annotated);
    }

    /**
     * Finds the methods.
     *
     * @param beans the application's beans
     * @return the methods of beans, inherited ones too, and those of classes that cannot be beans; in the same order in every
     *         build
     */
    List<BeanMethod> find(Iterable<BeanInfo> beans) {
        Set<DotName> declaring = declaringClasses();
        List<BeanMethod> found = new ArrayList<>();
        Set<MethodInfo> ofBeans = new HashSet<>();
        for (BeanInfo bean : beans) {
            beanClass(bean).filter(type -> inherits(type, declaring)).ifPresent(type -> {
                for (MethodInfo method : methods(type)) {
                    found.add(new BeanMethod(bean, method, method.declaredAnnotation(annotation)));
                    ofBeans.add(method);
                }
            });
        }
        for (AnnotationInstance instance : index.getAnnotations(annotation)) {
            if (instance.target().kind() == AnnotationTarget.Kind.METHOD && !ofBeans.contains(instance.target().asMethod())) {
                MethodInfo method = instance.target().asMethod();
                if (isLeftOut(method)) {
                    LOG.debugf("@%s on %s.%s() is of no bean of this build", annotation.withoutPackagePrefix(),
                            method.declaringClass().name(), method.name());
                } else {
                    found.add(new BeanMethod(null, method, instance));
                }
            }
        }
        found.sort(Comparator.comparing(BeanMethod::label)
                .thenComparing(method -> method.bean() == null ? "" : method.bean().getIdentifier()));
        return found;
    }

    /**
     * Returns whether a method is of no bean by the application's will: its class could be one and was vetoed, excluded or
     * made for another profile, or a subclass has put another method into its place.
     */
    private boolean isLeftOut(MethodInfo method) {
        ClassInfo type = method.declaringClass();
        if (Modifier.isAbstract(method.flags()) || type.isInterface() || type.isEnum()) {
            return false;
        }
        if (type.isAbstract()) {
            return !index.getAllKnownSubclasses(type.name()).isEmpty();
        }
        boolean ownInstance = type.nestingType() == ClassInfo.NestingType.TOP_LEVEL
                || type.nestingType() == ClassInfo.NestingType.INNER && Modifier.isStatic(type.flags());
        List<MethodInfo> constructors = type.constructors();
        return ownInstance && (type.hasNoArgsConstructor() || constructors.size() == 1
                || constructors.stream().anyMatch(constructor -> constructor.hasDeclaredAnnotation(DotNames.INJECT)));
    }

    private Set<DotName> declaringClasses() {
        Set<DotName> classes = new HashSet<>();
        for (AnnotationInstance instance : index.getAnnotations(annotation)) {
            if (instance.target().kind() == AnnotationTarget.Kind.METHOD) {
                classes.add(instance.target().asMethod().declaringClass().name());
            }
        }
        return classes;
    }

    private static Optional<ClassInfo> beanClass(BeanInfo bean) {
        return bean.isClassBean() ? Optional.of(bean.getTarget().get().asClass()) : Optional.empty();
    }

    private boolean inherits(ClassInfo type, Set<DotName> declaring) {
        for (ClassInfo next = type; next != null; next = superclass(next)) {
            if (declaring.contains(next.name())) {
                return true;
            }
        }
        return false;
    }

    /** The annotated methods of a class and its superclasses; what a subclass overrides counts as the subclass has it. */
    private List<MethodInfo> methods(ClassInfo type) {
        Map<String, MethodInfo> methods = new LinkedHashMap<>();
        for (ClassInfo next = type; next != null; next = superclass(next)) {
            for (MethodInfo method : next.methods()) {
                if (!method.isSynthetic()) {
                    methods.putIfAbsent(method.name() + method.parameterTypes(), method);
                }
            }
        }
        return methods.values().stream().filter(method -> method.hasDeclaredAnnotation(annotation)).toList();
    }

    private ClassInfo superclass(ClassInfo type) {
        return type.superName() == null ? null : index.getClassByName(type.superName());
    }
}
