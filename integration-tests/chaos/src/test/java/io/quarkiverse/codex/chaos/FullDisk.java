package io.quarkiverse.codex.chaos;

import java.io.IOException;
import java.util.Random;

/** There is no room for temporary files for a while. */
final class FullDisk implements Fault {

    private final TemporaryDisk disk;

    FullDisk(TemporaryDisk disk) {
        this.disk = disk;
    }

    @Override
    public String kind() {
        return "disk of temporary files full";
    }

    @Override
    public boolean isPossible() {
        return disk.isMounted();
    }

    @Override
    public String strike(Random random) throws IOException, InterruptedException {
        int pause = 500 + random.nextInt(2_000);
        if (!isPossible()) {
            return null;
        }
        disk.fill();
        try {
            Thread.sleep(pause);
        } finally {
            disk.empty();
        }
        return kind();
    }
}
