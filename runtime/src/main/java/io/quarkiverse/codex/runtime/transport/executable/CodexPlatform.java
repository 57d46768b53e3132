package io.quarkiverse.codex.runtime.transport.executable;

import java.util.List;
import java.util.Locale;

/** The platforms codex is published for, with the names its npm package gives them. */
public enum CodexPlatform {

    LINUX_X64("linux", "x64", "x86_64-unknown-linux-musl"),
    LINUX_ARM64("linux", "arm64", "aarch64-unknown-linux-musl"),
    DARWIN_X64("darwin", "x64", "x86_64-apple-darwin"),
    DARWIN_ARM64("darwin", "arm64", "aarch64-apple-darwin"),
    WINDOWS_X64("win32", "x64", "x86_64-pc-windows-msvc"),
    WINDOWS_ARM64("win32", "arm64", "aarch64-pc-windows-msvc");

    private final String operatingSystem;
    private final String architecture;
    private final String targetTriple;

    CodexPlatform(String operatingSystem, String architecture, String targetTriple) {
        this.operatingSystem = operatingSystem;
        this.architecture = architecture;
        this.targetTriple = targetTriple;
    }

    /** The directory of the platform's package inside {@code node_modules}, and the executable inside that directory. */
    public String executableInNodeModules() {
        return "@openai/codex-" + this + "/" + executableInPackage();
    }

    /** The executable inside a package that carries its own {@code vendor} directory. */
    public String executableInPackage() {
        return "vendor/" + targetTriple + "/bin/codex" + ("win32".equals(operatingSystem) ? ".exe" : "");
    }

    /** As npm names the platform, for example {@code linux-x64}. */
    @Override
    public String toString() {
        return operatingSystem + "-" + architecture;
    }

    /**
     * The platforms whose codex runs on this machine, best first; empty where codex is not published.
     *
     * @param osName the value of {@code os.name}
     * @param osArch the value of {@code os.arch}
     */
    public static List<CodexPlatform> runnableOn(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        boolean arm = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "aarch64", "arm64" -> true;
            default -> false;
        };
        boolean intel = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> true;
            default -> false;
        };
        if (!arm && !intel) {
            return List.of();
        }
        // npm installs for the architecture of its Node, which on macOS and Windows may be emulated while the JVM is not.
        if (name.startsWith("mac") || name.startsWith("darwin")) {
            return arm ? List.of(DARWIN_ARM64, DARWIN_X64) : List.of(DARWIN_X64, DARWIN_ARM64);
        }
        if (name.startsWith("windows")) {
            return arm ? List.of(WINDOWS_ARM64, WINDOWS_X64) : List.of(WINDOWS_X64, WINDOWS_ARM64);
        }
        if (name.startsWith("linux")) {
            return List.of(arm ? LINUX_ARM64 : LINUX_X64);
        }
        return List.of();
    }
}
