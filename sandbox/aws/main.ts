/**
 * The sample AWS account "Haneul Commerce" as a process of its own, on 127.0.0.1. When it listens it writes
 * the AWS config file and prints one JSON line; everything else it says goes to stderr.
 */
import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { profiles, writeAwsConfig } from "./aws-config.ts";
import { createClock } from "./clock.ts";
import { createControl } from "./control.ts";
import { createFaults, createJournal } from "./faults.ts";
import { createServices } from "./ops/services.ts";
import { type Options, readOptions } from "./options.ts";
import { createAwsServer } from "./server.ts";
import { openState } from "./state.ts";
import { prod } from "./world/account.ts";
import { seoulMidnight } from "./world/calendar.ts";
import { worldSource } from "./world/world.ts";

const log = (line: string) => void process.stderr.write(`[sample-aws] ${line}\n`);

function listen(server: Server, port: number): Promise<string> {
  return new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

async function start(options: Options, servers: Server[]): Promise<void> {
  const data = resolve(options.data);
  mkdirSync(data, { recursive: true });
  const faults = createFaults();
  const journal = createJournal();
  const clock = createClock(options);
  const state = openState(data);
  const anchor = state.anchor(seoulMidnight(clock.now()), options.now !== undefined);
  const server = createAwsServer({
    services: createServices(),
    worlds: worldSource(options.seed, anchor),
    state,
    clock,
    faults,
    journal,
    settings: { trailDelaySeconds: options.trailDelaySeconds, rebootSeconds: options.rebootSeconds },
    log,
  });
  servers.push(server);
  const url = await listen(server, options.port);
  const configFile = join(data, "aws-config");
  writeAwsConfig(configFile, url);
  let control: { control: string } | undefined;
  if (options.control) {
    const second = createControl(faults, journal);
    servers.push(second);
    control = { control: await listen(second, 0) };
  }
  process.stdout.write(`${JSON.stringify({ ready: true, url, account: prod.id, configFile, profiles, ...control })}\n`);
}

try {
  const options = readOptions(process.argv.slice(2));
  const servers: Server[] = [];
  const stop = () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    process.stdin.destroy();
  };
  // Before the ready line: whoever reads it may stop this process at once.
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  if (options.withParent) process.stdin.on("end", stop).on("error", stop).resume();
  await start(options, servers);
} catch (error) {
  log((error as Error).message);
  process.exit(1);
}
