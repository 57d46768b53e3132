package io.quarkiverse.codex.runtime.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.ErrorResponse;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Notification;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Request;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Response;
import io.quarkiverse.codex.runtime.protocol.rpc.RpcMessage.Trace;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What is written can be read, and is the same: one message, or many on a stream.
 */
class NoMessageIsLostTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void ofOneMessage(@ForAll("messages") RpcMessage message) throws IOException {
        byte[] line = RpcCodec.write(message);
        assertThat(line).doesNotContain('\n', '\r');
        assertThat(RpcCodec.read(line, 0, line.length)).isEqualTo(message);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void ofManyMessages(@ForAll("conversations") List<RpcMessage> messages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (RpcMessage message : messages) {
            bytes.write(RpcCodec.write(message));
            bytes.write('\n');
        }
        RpcReader reader = new RpcReader(new ByteArrayInputStream(bytes.toByteArray()));
        List<RpcMessage> read = new ArrayList<>();
        for (RpcMessage message = reader.next(); message != null; message = reader.next()) {
            read.add(message);
        }
        assertThat(read).isEqualTo(messages);
        assertThat(reader.strayLines()).isZero();
    }

    @Provide
    Arbitrary<List<RpcMessage>> conversations() {
        return messages().list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<RpcMessage> messages() {
        Arbitrary<JsonNode> something = Arbitraries.oneOf(anyJson(), Arbitraries.just(MissingNode.getInstance()));
        Arbitrary<Trace> traces = Combinators.combine(text().injectNull(0.2), text().injectNull(0.2)).as(Trace::new)
                .injectNull(0.5);
        return Arbitraries.oneOf(
                Combinators.combine(ids(), text(), something, traces).as(Request::new),
                Combinators.combine(ids(), anyJson()).as(Response::new),
                Combinators.combine(ids().injectNull(0.1), Arbitraries.longs(), text(), something).as(ErrorResponse::new),
                Combinators.combine(text(), something).as(Notification::new));
    }

    private static Arbitrary<RpcId> ids() {
        return Arbitraries.oneOf(Arbitraries.longs().map(RpcId::of), text().map(RpcId::of),
                Arbitraries.of("0", "-1", "1.0", "2E+3", "18446744073709551616").map(number -> new RpcId(number, true)));
    }

    private static Arbitrary<JsonNode> anyJson() {
        return Arbitraries.recursive(NoMessageIsLostTest::scalar, inner -> Arbitraries.oneOf(inner,
                inner.list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list)),
                Arbitraries.maps(text().filter(NoMessageIsLostTest::isUnicode), inner).ofMaxSize(4).map(map -> {
                    ObjectNode object = NODES.objectNode();
                    object.setAll(map);
                    return object;
                })), 0, 3);
    }

    private static Arbitrary<JsonNode> scalar() {
        return Arbitraries.oneOf(
                Arbitraries.just(NODES.nullNode()),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.integers().map(NODES::numberNode),
                Arbitraries.of("0.10", "1.00", "1E+400", "1e-30").map(BigDecimal::new).map(NODES::numberNode),
                text().map(NODES::textNode));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(12),
                Arbitraries.of("id", "method", "\u2028\u2029", "\ud83d\ude00", "\ud83d", "\n\r\t\u0000\"\\"));
    }

    /** Jackson takes half a surrogate pair in a value, but not in a name. */
    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
