// Runs one turn for each line on standard input and answers with a line that says how it went.
import { createInterface } from "node:readline";
import { Codex } from "@openai/codex-sdk";

const codex = new Codex({ codexPathOverride: process.argv[2] });

async function read() {
  const cpu = process.cpuUsage();
  const begin = process.hrtime.bigint();
  const { events } = await codex.startThread({ skipGitRepoCheck: true }).runStreamed("go");
  let count = 0;
  for await (const event of events) {
    if (event.type) {
      count++;
    }
  }
  const nanos = Number(process.hrtime.bigint() - begin);
  const { user, system } = process.cpuUsage(cpu);
  return { events: count, nanos, cpuNanos: (user + system) * 1000 };
}

for await (const _ of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await read()));
}
