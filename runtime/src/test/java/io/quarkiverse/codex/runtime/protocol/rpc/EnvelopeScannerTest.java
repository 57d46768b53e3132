package io.quarkiverse.codex.runtime.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Oversized;

class EnvelopeScannerTest {

    @Test
    void seesWhomANotificationConcerns() {
        Oversized seen = scan("{'method':'item/completed','params':{'item':{'type':'mcpToolCall','threadId':'wrong',"
                + "'a':['}',{'turnId':'wrong'}],'text':'\\',\\'threadId\\':\\'wrong\\',\\'\u00fc\ud83d\ude00'},"
                + " 'threadId' : 'thread-1' , 'turnId':'turn-1','n':null},'emittedAtMs':7}");

        assertThat(seen).isEqualTo(new Oversized(null, "item/completed", "thread-1", "turn-1", 0));
    }

    @Test
    void seesWhatIsAskedAndAnswered() {
        assertThat(scan("{'id':7,'result':{'id':8,'threadId':'x','method':'y'}}"))
                .isEqualTo(new Oversized(RpcId.of(7), null, null, null, 0));
        assertThat(scan("{'id':'seven','error':{'message':'id'}}"))
                .isEqualTo(new Oversized(RpcId.of("seven"), null, null, null, 0));
        assertThat(scan("{'params':{'threadId':'t'},'id': 0 ,'method':'m'}"))
                .isEqualTo(new Oversized(RpcId.of(0), "m", "t", null, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Hello, {id:1}", "[{'id':1,'method':'m'}]", "{'id':null,'method':7,'params':['threadId','x']}",
            "{'params':{'threadId':{'threadId':'x'},'turnId':['x']}}", "{'id':01}", "{'id':-1}", "{'me\\u0074hod':'m'}",
            "}}}{{{",
            "{'params':'threadId','threadId':'x'}" })
    void seesNothingOfWhatIsNotThere(String line) {
        assertThat(scan(line)).isEqualTo(new Oversized(null, null, null, null, 0));
    }

    @Test
    void keepsNoneOfALongValue() {
        assertThat(scan("{'method':'" + "m".repeat(1000) + "','id':5}"))
                .isEqualTo(new Oversized(RpcId.of(5), null, null, null, 0));
    }

    private static Oversized scan(String quoted) {
        byte[] bytes = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        EnvelopeScanner scanner = new EnvelopeScanner();
        for (int i = 0; i < bytes.length; i++) {
            scanner.scan(bytes, i, 1);
        }
        return scanner.message(0);
    }
}
