package io.quarkiverse.codex.runtime.session;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;

import io.quarkiverse.codex.runtime.protocol.WireTrees;
import io.quarkiverse.codex.session.SessionEntry;

/**
 * Masks in all texts of an entry what is known to be secret, and what looks like the keys and tokens of well-known services:
 * also
 * in the names of fields, where these are not those of the entry and of its item.
 */
final class SecretMask implements UnaryOperator<SessionEntry> {

    private static final String MASK = "*****";

    /** Each begins with something that hardly any other text has, and has an end, so that it costs next to nothing. */
    private static final List<Pattern> KEYS = List.of(
            // OpenAI, Anthropic, Stripe
            Pattern.compile("\\b[rsp]k[-_][A-Za-z0-9_-]{20,400}"),
            // GitHub, GitLab
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{30,300}"),
            Pattern.compile("\\bgithub_pat_[A-Za-z0-9_]{30,300}"),
            Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20,100}"),
            // AWS, Google, Slack
            Pattern.compile("\\bA[KS]IA[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{35}"),
            Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,300}"),
            // JSON Web Tokens
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,2000}\\.eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{8,2000}"),
            Pattern.compile("(?<=\\b[Bb]earer )[A-Za-z0-9._~+/-]{16,4000}=*"),
            Pattern.compile("-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[A-Za-z0-9+/=\\s]{1,20000}+"
                    + "(-----END [A-Z ]{0,30}PRIVATE KEY-----)?"));

    /** The password in a URL. What stands before it is kept by a group: to look behind at each character takes seconds. */
    private static final Pattern PASSWORD = Pattern.compile("(://[^\\s/:@]{1,100}:)[^\\s/:@]{1,200}(?=@)");

    /** What tells how to read the rest is not text. The same names mean nothing within arguments, answers and the like. */
    private static final Set<String> STRUCTURE = Set.of("type", "id", "turn_id", "thread_id", "continued_from", "at", "status",
            "kind");

    private static final String ITEM = "item";

    private final UnaryOperator<String> known;

    /**
     * @param known masks what is known to be secret
     */
    SecretMask(UnaryOperator<String> known) {
        this.known = known;
    }

    @Override
    public SessionEntry apply(SessionEntry entry) {
        String json = SessionEntryCodec.toJson(entry);
        String masked = masked(json);
        return masked.equals(json) ? entry : SessionEntryCodec.fromJson(masked);
    }

    /** Token by token, and not as a tree: codex' items may bear a key twice. */
    private String masked(String json) {
        StringWriter text = new StringWriter(json.length());
        try (JsonParser parser = WireTrees.FACTORY.createParser(json);
                JsonGenerator generator = WireTrees.FACTORY.createGenerator(text)) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                boolean outer = isOfEntryOrItem(parser.getParsingContext());
                if (token == JsonToken.FIELD_NAME && !outer) {
                    generator.writeFieldName(mask(parser.currentName()));
                } else if (token == JsonToken.VALUE_STRING
                        && !(outer && STRUCTURE.contains(String.valueOf(parser.currentName())))) {
                    generator.writeString(mask(parser.getText()));
                } else {
                    generator.copyCurrentEventExact(parser);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Whether what stands there is a field of the entry itself, or of its item. */
    private static boolean isOfEntryOrItem(JsonStreamContext context) {
        JsonStreamContext parent = context.getParent();
        return parent == null || parent.inRoot() || parent.getParent().inRoot() && ITEM.equals(parent.getCurrentName());
    }

    private String mask(String text) {
        String masked = known.apply(text);
        for (Pattern key : KEYS) {
            masked = key.matcher(masked).replaceAll(MASK);
        }
        return PASSWORD.matcher(masked).replaceAll("$1" + MASK);
    }
}
