package io.quarkiverse.codex.chaos;

import java.util.Optional;
import java.util.Random;

/**
 * What is to happen in a turn, by chance.
 *
 * @param number no other turn of the storm has it
 * @param replica the index of the replica that runs it
 * @param session the session it is a turn of, or empty for one on a thread of its own
 * @param inFiles whether that session is in files, and not in Redis
 * @param schema whether the answer is to follow a schema, which is in a temporary file for the exec transport
 * @param patience of who reads or cancels: how many events or milliseconds
 */
record TurnPlan(int number, int replica, Optional<String> session, boolean inFiles, Work work, Trouble trouble,
        Manners manners, boolean schema, int patience) {

    static final int SESSIONS = 6;

    static TurnPlan next(int number, int replicas, Random random) {
        int replica = random.nextInt(replicas);
        boolean ofSession = random.nextInt(3) > 0;
        String session = "session-" + random.nextInt(SESSIONS);
        boolean inFiles = random.nextBoolean();
        // Most of what is often in a storm is to go well, and what takes the time of all others is to be rare.
        Work work = random.nextInt(12) == 0 ? Work.ENDLESS_COMMAND
                : oneOf(random, Work.NOTHING, Work.THINKING, Work.COMMAND, Work.TELLING_COMMAND,
                        Work.TWO_COMMANDS);
        Trouble trouble = random.nextInt(3) == 0 ? oneOf(random, Trouble.values()) : Trouble.NONE;
        Manners manners = random.nextInt(2) == 0 ? oneOf(random, Manners.values())
                : oneOf(random, Manners.READS, Manners.WAITS);
        return new TurnPlan(number, replica, ofSession ? Optional.of(session) : Optional.empty(), inFiles, work, trouble,
                manners, random.nextInt(3) == 0, random.nextInt(1_500));
    }

    @SafeVarargs
    private static <T> T oneOf(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    String prompt() {
        return prefix(work, trouble) + "in turn " + number + (tellsSecret() ? " with " + Site.CANARY : "");
    }

    private boolean tellsSecret() {
        return number % 3 == 0;
    }

    /** What is to be recorded as its input. */
    String recordedPrompt() {
        return prompt().replace(Site.CANARY, Site.MASK);
    }

    /** What the prompts of all turns with this work and this trouble begin with. */
    static String prefix(Work work, Trouble trouble) {
        return "[" + work + "] then the model [" + trouble + "] ";
    }
}
