package io.quarkiverse.codex.chaos;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends a signal to one of the processes of codex that run: not to what these have started. */
final class KilledProcess implements Fault {

    /** What is sent. */
    enum Signal {
        TERM,
        KILL,
        STOP
    }

    private final Signal signal;
    private final ScheduledExecutorService timer;

    KilledProcess(Signal signal, ScheduledExecutorService timer) {
        this.signal = signal;
        this.timer = timer;
    }

    @Override
    public String kind() {
        return "processes: " + signal;
    }

    @Override
    public String strike(Random random) throws IOException, InterruptedException {
        // Decided whether or not there is a process, so that a seed always leads to the same decisions.
        boolean goesOn = random.nextBoolean();
        int after = 300 + random.nextInt(3_000);
        int victim = random.nextInt(Integer.MAX_VALUE);
        List<ProcessHandle> processes = ProcessHandle.current().children().filter(KilledProcess::isCodex).toList();
        if (processes.isEmpty()) {
            return null;
        }
        long process = processes.get(victim % processes.size()).pid();
        if (send(signal.name(), process) != 0) {
            return null;
        }
        if (signal != Signal.STOP || !goesOn) {
            return kind();
        }
        timer.schedule(() -> send("CONT", process), after, TimeUnit.MILLISECONDS);
        return kind() + ", and CONT later";
    }

    private static boolean isCodex(ProcessHandle process) {
        return process.info().command().filter(command -> command.endsWith("/codex")).isPresent();
    }

    /** Java itself can send two of them only. */
    private static int send(String name, long process) throws IOException, InterruptedException {
        return new ProcessBuilder("kill", "-" + name, Long.toString(process)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }
}
