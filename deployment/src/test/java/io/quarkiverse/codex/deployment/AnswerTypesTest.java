package io.quarkiverse.codex.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.codex.CodexRpc;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnInput;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;
import io.quarkus.deployment.util.IoUtil;
import io.smallrye.mutiny.Uni;

class AnswerTypesTest {

    record A() {
    }

    record B() {
    }

    record C() {
    }

    record D() {
    }

    record E() {
    }

    record Other() {
    }

    @Test
    void areWhatTurnsAreRunFor() throws IOException {
        class Asking {
            Uni<?> byText(CodexThread thread) {
                return thread.run("", A.class);
            }

            Uni<?> byInput(CodexThread thread) {
                return thread.run(TurnInput.of(""), B.class);
            }

            Uni<?> withOptionsOfItsOwn(CodexThread thread, long count) {
                return thread.run(TurnInput.of(""), C.class, count > 0 ? TurnOptions.NONE : null);
            }

            Object blocking(CodexThread thread) {
                return thread.runAndAwait("", D.class);
            }

            TurnOptions byOption() {
                return TurnOptions.builder().outputType(E.class).build();
            }
        }

        assertThat(typesIn(Asking.class)).containsExactlyInAnyOrder(A.class.getName(), B.class.getName(), C.class.getName(),
                D.class.getName(), E.class.getName());
    }

    @Test
    void areWhatResultsAreReadAs() throws IOException {
        class Reading {
            Object read(TurnResult result) {
                return result.as(A.class);
            }
        }

        assertThat(typesIn(Reading.class)).containsExactly(A.class.getName());
    }

    @Test
    void areWhatRequestsAreAnsweredWith() throws IOException {
        class Asking {
            Uni<?> ask(CodexRpc rpc) {
                return rpc.request("", null, A.class);
            }
        }

        assertThat(typesIn(Asking.class)).containsExactly(A.class.getName());
    }

    @Test
    void areFoundInLambdas() throws IOException {
        class Asking {
            Uni<?> ask(CodexThread thread) {
                return thread.run("").chain(result -> thread.run("", A.class)).map(answer -> answer.toString());
            }
        }

        assertThat(typesIn(Asking.class)).containsExactly(A.class.getName());
    }

    @Test
    void areFoundBehindVariablesAndChoices() throws IOException {
        class Choosing {
            Uni<?> ask(CodexThread thread, boolean first) {
                Class<?> type = first ? A.class : B.class;
                String prompt = Other.class.getName();
                return thread.run(prompt, type);
            }
        }

        assertThat(typesIn(Choosing.class)).containsExactlyInAnyOrder(A.class.getName(), B.class.getName());
    }

    @Test
    void areThoseOfTheElementsOfAnArray() throws IOException {
        class Asking {
            Uni<?> ask(CodexThread thread) {
                return thread.run("", A[][].class).chain(() -> thread.run("", int[].class));
            }
        }

        assertThat(typesIn(Asking.class)).containsExactly(A.class.getName());
    }

    @Test
    void areNotFoundWhereTheyComeFromElsewhere() throws IOException {
        class Asking {
            <T> Uni<T> ask(CodexThread thread, Class<T> type) {
                List.of(Other.class);
                return thread.run("", type);
            }
        }

        assertThat(typesIn(Asking.class)).isEmpty();
    }

    private static Set<String> typesIn(Class<?> type) throws IOException {
        return AnswerTypes.in(IoUtil.readClassAsBytes(type.getClassLoader(), type.getName()));
    }
}
