package io.quarkiverse.codex.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.quarkiverse.codex.CodexConfigurationException;
import io.quarkiverse.codex.CodexProcessException;
import io.quarkiverse.codex.CodexThreadNotFoundException;
import io.quarkiverse.codex.CodexTurnFailedException;
import io.quarkiverse.codex.event.TurnError;
import io.quarkiverse.codex.event.TurnErrorKind;
import io.quarkiverse.codex.retry.FailedAttempt;
import io.quarkiverse.codex.retry.RetryDecision;

/** Which failures pass by themselves, by what a real codex 0.169.0 says of them. */
class FailureClassifierTest {

    private static RetryDecision decide(Throwable failure) {
        return new FailureClassifier().classify(new FailedAttempt("default", Optional.of("t"), 1, failure));
    }

    private static RetryDecision decide(TurnError error) {
        return decide(new CodexTurnFailedException("The turn failed: " + error.message(), "t", error));
    }

    private static boolean passes(RetryDecision decision) {
        return decision.kind() == RetryDecision.Kind.TRANSIENT;
    }

    @ParameterizedTest
    @ValueSource(strings = { "exceeded retry limit, last status: 429 Too Many Requests",
            "We’re currently experiencing high demand, which may cause temporary errors.",
            "unexpected status 503 Service Unavailable: try later, url: http://127.0.0.1:1/responses",
            "unexpected status 529 <unknown status code>: busy, url: http://127.0.0.1:1/responses",
            "unexpected status 408 Request Timeout: slow, url: http://127.0.0.1:1/responses",
            "stream disconnected before completion: stream closed before response.completed",
            "rate limit exceeded: Rate limit reached." })
    void wordsThatTellOfWhatPasses(String message) {
        assertThat(passes(decide(new TurnError(message)))).isTrue();
        assertThat(passes(decide(new TurnError(message, TurnErrorKind.OTHER)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "unexpected status 401 Unauthorized: no, url: http://127.0.0.1:1/responses",
            "unexpected status 403 Forbidden: the 500 of you, url: http://127.0.0.1:1/503",
            "unexpected status 404 Not Found: stream disconnected before completion, url: http://127.0.0.1:1/responses",
            "{\"error\":{\"message\":\"status 500\"}}", "You have hit your usage limit.", "", "anything else" })
    void wordsThatDoNot(String message) {
        assertThat(passes(decide(new TurnError(message)))).isFalse();
        assertThat(passes(decide(new TurnError(message, TurnErrorKind.OTHER)))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "429,true", "408,true", "500,true", "599,true", "400,false", "401,false", "403,false", "404,false",
            "422,false" })
    void statuses(int status, boolean passes) {
        for (String kind : new String[] { "httpConnectionFailed", "responseTooManyFailedAttempts",
                "responseStreamConnectionFailed" }) {
            JsonNodeFactory nodes = JsonNodeFactory.instance;
            TurnError error = new TurnError("failed",
                    nodes.objectNode().set(kind, nodes.objectNode().put("httpStatusCode", status)), null);
            assertThat(passes(decide(error))).isEqualTo(passes);
        }
    }

    @Test
    void aKindSaysMoreThanWords() {
        assertThat(passes(decide(new TurnError("last status: 429", TurnErrorKind.USAGE_LIMIT_EXCEEDED)))).isFalse();
        assertThat(passes(decide(new TurnError("", TurnErrorKind.SERVER_OVERLOADED)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "Rate limit reached. Please try again in 11.054s.,11055", "please try again in 250ms,251",
            "Try again in 2 minutes.,120001", "try again in 20 seconds,20001" })
    void theTimeThatTheProviderWantsIsKept(String words, long millis) {
        assertThat(decide(new TurnError(words, TurnErrorKind.RATE_LIMIT_EXCEEDED)).after())
                .contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = { "try again in a while", "try again in 99999999999999999999s", "wait 3s" })
    void noTimeIsMadeUp(String words) {
        assertThat(decide(new TurnError(words, TurnErrorKind.RATE_LIMIT_EXCEEDED)).after()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "137,true", "143,true", "134,true", "101,true", "1,false", "2,false" })
    void processesThatDiedAndOthersThatRefused(int exitCode, boolean passes) {
        assertThat(passes(decide(new CodexProcessException("ended", exitCode, "")))).isEqualTo(passes);
    }

    @Test
    void whatIsWrongStaysWrong() {
        assertThat(passes(decide(new CodexProcessException("not started", new IllegalStateException())))).isFalse();
        assertThat(passes(decide(new CodexConfigurationException("no")))).isFalse();
        assertThat(passes(decide(new CodexThreadNotFoundException("no", "t")))).isFalse();
    }
}
