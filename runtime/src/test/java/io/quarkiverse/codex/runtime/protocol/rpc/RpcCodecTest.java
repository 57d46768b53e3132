package io.quarkiverse.codex.runtime.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;

import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.ErrorResponse;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Notification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Request;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Response;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;

class RpcCodecTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void requests() throws Exception {
        there("{'id':1,'method':'turn/start','params':{'threadId':'t'}}",
                new Request(RpcId.of(1), "turn/start", json("{'threadId':'t'}")));
        there("{'id':'a','method':'m'}", new Request(RpcId.of("a"), "m", null));
        there("{'id':1,'method':'m','params':{},'trace':{'traceparent':'p','tracestate':'s'}}",
                new Request(RpcId.of(1), "m", json("{}"), new Trace("p", "s")));
        there("{'id':1,'method':'m','trace':{'traceparent':'p'}}", new Request(RpcId.of(1), "m", null, new Trace("p", null)));
    }

    @Test
    void responses() throws Exception {
        there("{'id':1,'result':{'turn':{'id':'u'}}}", new Response(RpcId.of(1), json("{'turn':{'id':'u'}}")));
        there("{'id':1,'result':null}", new Response(RpcId.of(1), NullNode.getInstance()));
    }

    @Test
    void errorResponses() throws Exception {
        there("{'id':1,'error':{'code':-32001,'message':'Server overloaded; retry later.'}}",
                new ErrorResponse(RpcId.of(1), -32001, "Server overloaded; retry later."));
        there("{'id':1,'error':{'code':-1,'message':'m','data':{'a':1}}}",
                new ErrorResponse(RpcId.of(1), -1, "m", json("{'a':1}")));
        there("{'id':null,'error':{'code':-1,'message':'m'}}", new ErrorResponse(null, -1, "m"));
    }

    @Test
    void notifications() throws Exception {
        there("{'method':'initialized'}", new Notification("initialized", null));
        there("{'method':'m','params':{'a':[1,null]}}", new Notification("m", json("{'a':[1,null]}")));
        assertThat(new Notification("m", null).params()).isEqualTo(MissingNode.getInstance());
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "9223372036854775807", "18446744073709551616", "1.0", "1e3", "'1'", "''", "'\\u2028'" })
    void anIdGoesBackAsItCame(String id) throws Exception {
        Request request = (Request) read("{'id':" + id + ",'method':'m'}");
        assertThat(new String(RpcCodec.write(new Response(request.id(), NullNode.getInstance())), StandardCharsets.UTF_8))
                .isEqualTo(("{'id':" + id.replace("\\u2028", "\u2028") + ",'result':null}").replace('\'', '"'));
    }

    @Test
    void aNumberIsAnotherIdThanItsDigits() {
        assertThat(RpcId.of(1)).isNotEqualTo(RpcId.of("1")).isEqualTo(new RpcId("1", true)).hasToString("1");
        assertThatThrownBy(() -> new RpcId("1}", true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOrderOfMembersDoesNotMatter() throws Exception {
        assertThat(read("{'error':{'message':'m','code':-32600},'id':5}"))
                .isEqualTo(new ErrorResponse(RpcId.of(5), -32600, "m"));
        assertThat(read("{'params':{'a':{}},'id':5,'method':'m'}"))
                .isEqualTo(new Request(RpcId.of(5), "m", json("{'a':{}}")));
    }

    @Test
    void furtherMembersAreIgnored() throws Exception {
        assertThat(read("{'jsonrpc':'2.0','method':'m','params':{},'emittedAtMs':7,'new':{'a':[{}]}}"))
                .isEqualTo(new Notification("m", json("{}")));
        assertThat(read("{'id':1,'result':{},'error':null}")).isEqualTo(new Response(RpcId.of(1), json("{}")));
        assertThat(read("{'id':null,'method':'m'}")).isEqualTo(new Notification("m", null));
        assertThat(read("{'id':1,'method':'m','trace':null}")).isEqualTo(new Request(RpcId.of(1), "m", null));
    }

    @Test
    void anErrorOfAnOddFormIsStillTheAnswer() throws Exception {
        assertThat(read("{'id':1,'error':'no'}")).isEqualTo(new ErrorResponse(RpcId.of(1), 0, "", json("'no'")));
        assertThat(read("{'id':1,'error':{'code':'c','message':'m'}}"))
                .isEqualTo(new ErrorResponse(RpcId.of(1), 0, "m", json("{'code':'c','message':'m'}")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "null", "[1]", "1", "'secret'", "{}", "{'id':1}", "{'result':1}", "{'method':7}",
            "{'id':true,'method':'m'}", "{'id':{'a':[1]},'result':1}", "{'method':'m'} {}", "{'method':'m'", "{'method':'m'}x",
            "{secret}", "{'method':'m','params':1e99999999999}" })
    void everythingElseIsMalformedAndNobodyQuotesIt(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(MalformedMessageException.class).hasNoCause()
                .hasMessage("A line of " + line.length() + " bytes is not a JSON-RPC message");
    }

    @Test
    void halfASurrogatePairSurvives() throws Exception {
        RpcMessage message = read("{'method':'m','params':{'a':'\\ud83d'}}");
        byte[] written = RpcCodec.write(message);
        assertThat(RpcCodec.read(written, 0, written.length)).isEqualTo(message);
    }

    @Test
    void numbersAreNotRounded() throws Exception {
        String line = "{'method':'m','params':[1.10,18446744073709551616,1E+400]}";
        assertThat(new String(RpcCodec.write(read(line)), StandardCharsets.UTF_8)).isEqualTo(line.replace('\'', '"'));
    }

    @Test
    void noMessageTellsItsContentToALog() throws Exception {
        assertThat(read("{'id':1,'method':'m','params':'secret','trace':{}}")).hasToString("Request[id=1, method=m]");
        assertThat(read("{'id':1,'result':'secret'}")).hasToString("Response[id=1]");
        assertThat(read("{'id':1,'error':{'code':2,'message':'secret','data':'secret'}}"))
                .hasToString("ErrorResponse[id=1, code=2]");
        assertThat(read("{'method':'m','params':'secret'}")).hasToString("Notification[method=m]");
    }

    /** The line becomes the message and the message the line. */
    private static void there(String quoted, RpcMessage message) throws Exception {
        assertThat(read(quoted)).isEqualTo(message);
        assertThat(new String(RpcCodec.write(message), StandardCharsets.UTF_8)).isEqualTo(quoted.replace('\'', '"'));
    }

    private static RpcMessage read(String quoted) throws MalformedMessageException {
        byte[] line = quoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return RpcCodec.read(line, 0, line.length);
    }

    private static JsonNode json(String quoted) throws Exception {
        return MAPPER.readTree(quoted.replace('\'', '"'));
    }
}
