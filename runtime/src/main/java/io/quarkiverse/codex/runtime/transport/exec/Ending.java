package io.quarkiverse.codex.runtime.transport.exec;

import io.quarkiverse.codex.CodexException;
import io.quarkiverse.codex.runtime.transport.Abort;

/**
 * How a turn ended.
 *
 * @param abort why it was ended from outside, or {@code null}
 * @param failure why it failed by itself, or {@code null}
 * @param clean whether the process has exited after a turn that was completed, so that nothing is left to be ended
 */
record Ending(Abort abort, CodexException failure, boolean clean) {

    static Ending aborted(Abort abort) {
        return new Ending(abort, null, false);
    }

    static Ending failed(CodexException failure) {
        return new Ending(null, failure, false);
    }

    static Ending completed(boolean clean) {
        return new Ending(null, null, clean);
    }
}
