import { expect, test } from "vitest";
import { actionSite } from "../support/action-site.ts";

test("one instance of a cluster is rebooted; the cluster as a whole is answered with its instances", async () => {
  const site = await actionSite();
  const said = await site.refusal("rds_reboot_database", { database: "orders-db" });
  expect(said).toMatch(
    /^invalid_input: orders-db is a cluster, which cannot be rebooted as a whole\. Name one of its instances: \S+, \S+\.$/,
  );
  const member = /instances: ([\w-]+)/.exec(said)![1]!;
  const done = await site.carryOut("rds_reboot_database", { database: member });
  expect(done.preview).toMatchObject({ tier: "T2", call: { args: { kind: "instance", id: member } } });
  expect(done.outcome).toMatchObject({ kind: "succeeded", requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(done.verification).toMatchObject({ ok: true, text: { en: `${member}: available` } });
});

test("what is not tagged for it is left alone", async () => {
  expect(await (await actionSite()).refusal("rds_reboot_database", { database: "users-db" })).toMatch(
    /^access_denied: users-db is not tagged opsthread=managed/,
  );
});
