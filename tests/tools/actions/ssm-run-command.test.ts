import { expect, test } from "vitest";
import { actionSite } from "../support/action-site.ts";

import { hand, orderFor } from "../support/orders.ts";
import { startSampleAccount } from "../support/sample-account.ts";
import { startToolServer } from "../support/tool-server.ts";

test("a command that only reads is sent as it was understood", async () => {
  const site = await actionSite();
  const done = await site.carryOut(
    "ssm_run_command",
    { targets: ["order-api-1"], command: "df -h |  head -n 2" },
    30_000,
  );
  expect(done.preview.call.args.parameters).toEqual({ command: "'df' '-h' | 'head' '-n' '2'" });
  expect(done.preview.tier).toBe("T3");
  expect(done.preview.tierReasons[0]?.code).toBe("free_text");
  expect(done.outcome.kind).toBe("succeeded");
  expect(done.verification.output?.[0]?.text).toMatch(/^Filesystem.*\n.*\n$/);
});

test.each(["df -h > /tmp/x", "cat /etc/shadow", "uptime && reboot", "df $(id)", "tail -f /var/log/messages"])(
  "%s is not run, and it says why",
  async (command) => {
    const said = await (await actionSite()).refusal("ssm_run_command", { targets: ["order-api-1"], command });
    expect(said).toMatch(
      /^invalid_input: Not run, because it is not known to only read: .+\. Use one of the fixed checks/,
    );
  },
);

test("what was approved is looked at again by the process that sends it", async () => {
  const site = await actionSite();
  const { call } = await site.propose("ssm_run_command", { targets: ["order-api-1"], command: "uptime" });
  for (const command of ["'reboot'", "uptime", "'uptime' > '/tmp/x'", "'uptime'; rm -rf /"]) {
    const forged = { ...call, args: { ...call.args, parameters: { command } } };
    const answer = await hand(site.act, "act_execute", orderFor(forged));
    expect(answer.code).toBe("invalid_input");
  }
});

test("where a team has not allowed it, it is not there at all", async () => {
  const account = await startSampleAccount();
  const server = await startToolServer({ env: account.env("read"), extra: { OPSTHREAD_OFFER_ACTIONS: "1" } });
  const { tools } = await server.client.listTools();
  expect(tools.map(({ name }) => name)).toContain("ssm_check_hosts");
  expect(tools.map(({ name }) => name)).not.toContain("ssm_run_command");
  await server.close();
});
