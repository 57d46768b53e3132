package io.quarkiverse.codex.runtime.protocol;

import com.fasterxml.jackson.core.io.SerializedString;

/**
 * The names by which events and items say what they are.
 */
final class WireNames {

    static final SerializedString TYPE = new SerializedString("type");
    static final SerializedString ID = new SerializedString("id");
    static final SerializedString ITEM = new SerializedString("item");

    private WireNames() {
    }
}
