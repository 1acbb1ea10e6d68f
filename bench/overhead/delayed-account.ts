import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { profiles } from "../../sandbox/aws/aws-config.ts";
import { readOptions } from "../../sandbox/aws/options.ts";
import { startSampleAccount } from "../../sandbox/aws/start.ts";

/** What AWS takes for a request. */
export const AWS_MS = 400;

export interface DelayedAccount {
  /** An AWS configuration file whose profile reaches it. */
  configFile: string;
  profile: string;
  /** Requests so far. */
  asked(): number;
  stop(): void;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * The sample account behind a server that takes as long as AWS does. A request that came before is answered from memory,
 * so that the account's own work, which a team's machine does not do, is not measured.
 */
export async function startDelayedAccount(): Promise<DelayedAccount> {
  const dir = mkdtempSync(join(tmpdir(), "opsthread-bench-"));
  const account = await startSampleAccount(readOptions(["--data", dir]), () => undefined);
  const known = new Map<string, Promise<Answer>>();
  let asked = 0;
  const server = createServer((asking, response) => {
    const chunks: Buffer[] = [];
    asking
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", async () => {
        asked += 1;
        const body = Buffer.concat(chunks);
        const key = `${asking.url} ${asking.headers["x-amz-target"] ?? ""} ${body.toString("latin1")}`;
        const answer = known.get(key) ?? forward(account.url, asking.url ?? "/", asking.headers, body);
        known.set(key, answer);
        const [{ status, headers, body: said }] = await Promise.all([answer, sleep(AWS_MS)]);
        response.writeHead(status, headers).end(said);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configFile = join(dir, "delayed-aws-config");
  writeFileSync(configFile, readFileSync(account.configFile, "utf8").replaceAll(account.url, url));
  return {
    configFile,
    profile: profiles.read,
    asked: () => asked,
    stop() {
      server.close();
      server.closeAllConnections();
      account.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** With the headers as they came: the account checks the signature over them. */
async function forward(base: string, path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  const sent = request(`${base}${path}`, { method: "POST", headers }).end(body);
  const [reply] = (await once(sent, "response")) as [IncomingMessage];
  const { connection: _, "transfer-encoding": __, ...kept } = reply.headers;
  return { status: reply.statusCode ?? 500, headers: kept, body: Buffer.concat(await reply.toArray()) };
}
