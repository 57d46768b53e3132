package io.quarkiverse.codex.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import com.fasterxml.jackson.databind.ObjectMapper;

class TurnErrorTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @EnumSource(TurnErrorKind.class)
    void everyKindIsFoundByWhatCodexCallsIt(TurnErrorKind kind) {
        assertThat(TurnErrorKind.ofWireName(kind.wireName())).isEqualTo(kind);
        assertThat(new TurnError("m", kind).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
            "'serverOverloaded' | SERVER_OVERLOADED |",
            "'other' | OTHER |",
            "'brandNew' | UNKNOWN |",
            "{'httpConnectionFailed':{'httpStatusCode':503}} | HTTP_CONNECTION_FAILED | 503",
            "{'responseStreamDisconnected':{'httpStatusCode':null}} | RESPONSE_STREAM_DISCONNECTED |",
            "{'responseTooManyFailedAttempts':{}} | RESPONSE_TOO_MANY_FAILED_ATTEMPTS |",
            "{'activeTurnNotSteerable':{'turnKind':'review'}} | ACTIVE_TURN_NOT_STEERABLE |",
            "{'brandNew':{'httpStatusCode':418}} | UNKNOWN | 418",
            "{'brandNew':'text'} | UNKNOWN |",
            "{'one':1,'two':2} | UNKNOWN |",
            "{'httpConnectionFailed':{'httpStatusCode':'503'}} | HTTP_CONNECTION_FAILED |",
            "{} | UNKNOWN |",
            "7 | UNKNOWN |" })
    void kindAndStatusAreReadFromWhatCodexSaid(String info, TurnErrorKind kind, Integer status) throws Exception {
        TurnError error = new TurnError("m", MAPPER.readTree(info.replace('\'', '"')), null);
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.httpStatus()).isEqualTo(status);
    }

    @Test
    void whoSaysNothingSaysUnknown() {
        TurnError error = new TurnError("m");
        assertThat(error.kind()).isEqualTo(TurnErrorKind.UNKNOWN);
        assertThat(error.httpStatus()).isNull();
        assertThat(new TurnError(null).message()).isEmpty();
    }
}
