package io.quarkiverse.codex;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;

/**
 * Chooses the client that {@code quarkus.codex."name".*} configures. A name that nothing configures fails the build.
 */
@Qualifier
@Documented
@Retention(RUNTIME)
@Target({ FIELD, METHOD, PARAMETER, TYPE })
public @interface CodexClientName {

    /**
     * The client's name.
     */
    String value();

    /**
     * The qualifier as an object, for programmatic look-ups: in an {@code @Any Instance<CodexClient>}, for one without
     * {@code @Any} has the default client only, or in {@code CDI.current()}.
     */
    final class Literal extends AnnotationLiteral<CodexClientName> implements CodexClientName {

        private static final long serialVersionUID = 1L;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /**
         * Creates the qualifier of a client.
         *
         * @param name the client's name
         * @return the qualifier, never {@code null}
         */
        public static Literal of(String name) {
            return new Literal(name);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
