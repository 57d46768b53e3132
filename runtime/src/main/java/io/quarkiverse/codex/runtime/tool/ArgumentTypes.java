package io.quarkiverse.codex.runtime.tool;

import java.util.Optional;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;

/**
 * Writes types of arguments down and reads them again.
 */
public final class ArgumentTypes {

    private ArgumentTypes() {
    }

    /**
     * Writes a type down.
     *
     * @return the text, or empty for a type of which too little would be left in it
     */
    public static Optional<String> write(JavaType type, TypeFactory types) {
        String canonical = type.toCanonical();
        return read(canonical, types).getGenericSignature().equals(type.getGenericSignature()) ? Optional.of(canonical)
                : Optional.empty();
    }

    /**
     * Reads a type.
     *
     * @param canonical the type as it was written down
     * @throws IllegalArgumentException if there is none of the name
     */
    static JavaType read(String canonical, TypeFactory types) {
        return whole(types.constructFromCanonical(canonical), types);
    }

    /** Jackson reads a text without the modules that know what an {@code OptionalInt} is. */
    private static JavaType whole(JavaType parsed, TypeFactory types) {
        if (parsed.isArrayType()) {
            return types.constructArrayType(whole(parsed.getContentType(), types));
        }
        JavaType[] parameters = parsed.getBindings().getTypeParameters().stream().map(parameter -> whole(parameter, types))
                .toArray(JavaType[]::new);
        return parameters.length == 0 ? types.constructType(parsed.getRawClass())
                : types.constructParametricType(parsed.getRawClass(), parameters);
    }
}
