package io.quarkiverse.codex.deployment;

import java.util.Set;
import java.util.TreeSet;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

import io.quarkiverse.codex.CodexRpc;
import io.quarkiverse.codex.CodexThread;
import io.quarkiverse.codex.TurnOptions;
import io.quarkiverse.codex.TurnResult;

/**
 * Finds the types that a class asks codex for: the class constants it gives to {@code CodexThread.run} and
 * {@code runAndAwait}, {@code TurnOptions.Builder.outputType}, {@code TurnResult.as} and {@code CodexRpc.request}. A type that
 * the class itself gets from
 * elsewhere is not found.
 */
final class AnswerTypes {

    private static final String THREAD = Type.getInternalName(CodexThread.class);
    private static final String OPTIONS = Type.getInternalName(TurnOptions.Builder.class);
    private static final String RPC = Type.getInternalName(CodexRpc.class);
    private static final String RESULT = Type.getInternalName(TurnResult.class);
    private static final Type CLASS = Type.getType(Class.class);

    private AnswerTypes() {
    }

    /**
     * @param bytecode a class
     * @return the names of the types, sorted; of an array, that of its elements
     */
    static Set<String> in(byte[] bytecode) {
        ClassNode type = new ClassNode();
        new ClassReader(bytecode).accept(type, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        Set<String> found = new TreeSet<>();
        for (MethodNode method : type.methods) {
            if (hasCall(method)) {
                collect(type.name, method, found);
            }
        }
        return found;
    }

    private static boolean hasCall(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (isCall(instruction)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCall(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call
                && (call.owner.equals(THREAD) && (call.name.equals("run") || call.name.equals("runAndAwait"))
                        || call.owner.equals(OPTIONS) && call.name.equals("outputType")
                        || call.owner.equals(RPC) && call.name.equals("request")
                        || call.owner.equals(RESULT) && call.name.equals("as"));
    }

    private static void collect(String owner, MethodNode method, Set<String> found) {
        Frame<SourceValue>[] frames = analyze(owner, method);
        for (int i = 0; i < frames.length; i++) {
            // There is no frame where the method never gets to.
            if (frames[i] != null && method.instructions.get(i) instanceof MethodInsnNode call && isCall(call)) {
                Type[] parameters = Type.getArgumentTypes(call.desc);
                int first = frames[i].getStackSize() - parameters.length;
                for (int parameter = 0; parameter < parameters.length; parameter++) {
                    if (parameters[parameter].equals(CLASS)) {
                        addConstants(frames[i].getStack(first + parameter), found);
                    }
                }
            }
        }
    }

    private static Frame<SourceValue>[] analyze(String owner, MethodNode method) {
        try {
            return new Analyzer<>(new SourceInterpreter(Opcodes.ASM9) {
                @Override
                public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
                    // A constant stays one on its way through a variable.
                    return value;
                }
            }).analyzeAndComputeMaxs(owner, method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException("The bytecode of " + owner + "." + method.name + " cannot be read", e);
        }
    }

    private static void addConstants(SourceValue value, Set<String> found) {
        for (AbstractInsnNode source : value.insns) {
            if (source instanceof LdcInsnNode load && load.cst instanceof Type type) {
                Type plain = type.getSort() == Type.ARRAY ? type.getElementType() : type;
                if (plain.getSort() == Type.OBJECT) {
                    found.add(plain.getClassName());
                }
            }
        }
    }
}
