/** Starts the sample account in this process, and ends it. */
import { mkdirSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { CONFIG_FILE, profiles, writeAwsConfig } from "./aws-config.ts";
import { createClock } from "./clock.ts";
import { createControl } from "./control.ts";
import { createFaults } from "./faults.ts";
import { createJournal } from "./journal.ts";
import { createServices } from "./ops/services.ts";
import type { Options } from "./options.ts";
import { createAwsServer } from "./server.ts";
import { openState, STATE_FILE } from "./state.ts";
import { prod } from "./world/account.ts";
import { seoulMidnight } from "./world/calendar.ts";
import { worldSource } from "./world/world.ts";

/** What the account says of itself once it listens. */
export interface Ready {
  ready: true;
  url: string;
  account: string;
  configFile: string;
  profiles: typeof profiles;
  /** Of the test-only listener, where it was asked for. */
  control?: string;
}

export interface Running {
  url: string;
  /** Of the test-only listener, where it was asked for. */
  control?: string;
  configFile: string;
  /** The Seoul midnight the story hangs on, in milliseconds. */
  anchor: number;
  stop(): void;
}

/** @throws Error when the port is taken or the folder cannot be written. */
export async function startSampleAccount(options: Options, log: (line: string) => void): Promise<Running> {
  const data = resolve(options.data);
  if (options.fresh) forget(data);
  mkdirSync(data, { recursive: true });
  const faults = createFaults();
  const journal = createJournal();
  const clock = createClock(options);
  const state = openState(data);
  const today = seoulMidnight(clock.now());
  const anchor = options.now === undefined ? state.firstDay(today) : today;
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
  const second = options.control ? createControl(faults, journal) : undefined;
  const servers = second ? [server, second] : [server];
  const url = await listen(server, options.port);
  const configFile = join(data, CONFIG_FILE);
  writeAwsConfig(configFile, url);
  return {
    url,
    ...(second ? { control: await listen(second, 0) } : {}),
    configFile,
    anchor,
    stop() {
      for (const each of servers) {
        each.close();
        each.closeAllConnections();
      }
    },
  };
}

export const readyOf = ({ url, configFile, control }: Running): Ready => ({
  ready: true,
  url,
  account: prod.id,
  configFile,
  profiles,
  ...(control ? { control } : {}),
});

/** Only what an earlier start wrote: the folder may hold other things. */
function forget(data: string): void {
  for (const name of [STATE_FILE, CONFIG_FILE]) rmSync(join(data, name), { force: true });
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
