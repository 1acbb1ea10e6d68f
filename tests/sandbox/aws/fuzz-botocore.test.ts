import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createServices } from "../../../sandbox/aws/ops/services.ts";
import { botocoreName } from "./support/botocore-names.ts";
import { hasModule } from "./support/has-module.ts";
import { createWireServer } from "./support/wire-server.ts";

const script = fileURLToPath(new URL("support/botocore_fuzz.py", import.meta.url));

/** The Python that has botocore, which may be the one of the `aws` command. */
function pythonWithBotocore(): string | undefined {
  return ["python3", "python"].find((python) => {
    try {
      execFileSync(python, ["-c", hasModule("botocore.session")], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
}

const python = pythonWithBotocore();
if (!python) process.stderr.write("botocore is not installed here: its round trips are skipped.\n");

async function fuzz(services: ReadonlyMap<string, readonly string[]>, url: string) {
  const child = spawn(python ?? "", [script], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(JSON.stringify({ url, seed: "haneul", runs: 1, services: Object.fromEntries(services) }));
  return JSON.parse(await text(child.stdout)) as { checked: number; failed: unknown[] };
}

it.skipIf(!python)("every operation, through botocore and back", { timeout: 120_000 }, async () => {
  const services = new Map(createServices().map((service) => [botocoreName(service.scope), service]));
  const server = createWireServer(services).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const all = new Map([...services].map(([name, service]) => [name, service.names] as const));
  const { checked, failed } = await fuzz(all, url);
  server.close();
  server.closeAllConnections();
  expect(failed).toEqual([]);
  expect(checked).toBeGreaterThan(200);
});
