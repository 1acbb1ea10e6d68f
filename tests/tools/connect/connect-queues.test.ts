import { beforeAll, describe, expect, test } from "vitest";
import { contactQueues } from "../../../sandbox/aws/truth/questions/38-contact-queues.ts";
import { contactCentreOf } from "../../../sandbox/aws/world/contact-centre.ts";
import { type Contact, contactsBetween } from "../../../sandbox/aws/world/contacts.ts";
import type { SampleAccount } from "../support/sample-account.ts";
import { accountsOfSeeds, seeds } from "../support/seeds.ts";
import { shown } from "../support/shown.ts";
import type { ToolServer } from "../support/tool-server.ts";
import { factsNow, truthOf } from "../support/world.ts";

const NOW = "2026-11-21T03:00:00Z";
const YESTERDAY = [Date.parse("2026-11-19T15:00:00Z"), Date.parse("2026-11-20T15:00:00Z")] as const;

const at = accountsOfSeeds();
const seconds = (contact: Contact) => ((contact.connectedAt ?? contact.endedAt) - contact.enqueuedAt) / 1_000;

describe.each(seeds)("in %s", (seed) => {
  let server: ToolServer;
  beforeAll(() => {
    server = at(seed).server;
  });

  test("question 38: who waits in each queue, and since when", async () => {
    const { table } = await server.call("connect_queues");
    const truth = truthOf(contactQueues, seed, NOW, NOW);
    const rows = table.rows.map(([queue, waiting, oldestSeconds]) => ({ queue, waiting, oldestSeconds }));
    expect(rows.toSorted(byQueue)).toEqual(truth.queues.toSorted(byQueue));
    expect(rows[0]?.queue).toBe("VIP");
    expect(table.totals).toEqual({ queues: 4, waiting: truth.waiting, longest_wait: truth.oldestSeconds });
    // Connect's own snapshot, which is older than the question. The account's clock began at NOW within this process's life.
    const age = Date.parse(NOW) - Date.parse(table.source.freshTo!);
    expect([age > -performance.now(), age < 180_000]).toEqual([true, true]);
  });

  test("a day that is over: what came, what was answered and what was lost, by queue", async () => {
    const { table } = await server.call("connect_queues", { period: "yesterday" });
    const { setting } = factsNow(seed);
    const contacts = contactsBetween(setting, ...YESTERDAY);
    const answered = contacts.filter(({ connectedAt }) => connectedAt !== undefined);
    expect(table.totals).toEqual({
      queues: 4,
      contacts: contacts.length,
      answered: answered.length,
      abandoned: contacts.length - answered.length,
      abandon_percent: Math.round((1_000 * (contacts.length - answered.length)) / contacts.length) / 10,
      longest_wait: Math.round(Math.max(...contacts.map(seconds))),
    });
    for (const { key, name } of contactCentreOf(setting)!.queues) {
      const mine = contacts.filter(({ queue }) => queue === key);
      const taken = mine.filter(({ connectedAt }) => connectedAt !== undefined);
      const row = table.rows.find(([queue]) => queue === name)!;
      expect(row.slice(1, 4)).toEqual([mine.length, taken.length, mine.length - taken.length]);
      if (mine.length > 0) {
        expect(row[4]).toBeCloseTo((mine.length - taken.length) / mine.length, 6);
        expect(row[5]).toBeCloseTo(taken.filter((one) => seconds(one) <= 60).length / mine.length, 6);
      }
      const mean = taken.reduce((sum, one) => sum + seconds(one), 0) / taken.length;
      expect(row[6]).toBe(taken.length === 0 ? null : Math.round(mean));
    }
  });
});

const byQueue = (a: { queue: unknown }, b: { queue: unknown }) => String(a.queue).localeCompare(String(b.queue));

describe("how it answers", () => {
  let account: SampleAccount;
  let server: ToolServer;
  beforeAll(() => {
    ({ account, server } = at("haneul-1"));
  });

  test("all queues with agents and hours, in five requests and the region without an instance", async () => {
    await account.clearJournal();
    const { text, table } = await server.call("connect_queues");
    const agents = /(?: \| \d+){3}(?= \| (?:true|false))/g;
    await expect(shown(text).replaceAll(agents, " | <agents>")).toMatchFileSnapshot(
      "../__snapshots__/connect-queues.txt",
    );
    for (const [, , , online, available, onContact] of table.rows as number[][])
      expect(available! + onContact! <= online!).toBe(true);
    // Saturday noon in Seoul, where only VIP is served; Friday evening in Los Angeles.
    expect(Object.fromEntries(table.rows.map((row) => [row[0], [row[6], row[7]]]))).toEqual({
      VIP: [true, "Mon–Sun 08:00–22:00 (Asia/Seoul)"],
      주문문의: [false, "Mon–Fri 09:00–18:00 (Asia/Seoul)"],
      배송: [false, "Mon–Fri 09:00–18:00 (Asia/Seoul)"],
      English: [false, "Mon–Fri 09:00–18:00 (America/Los_Angeles)"],
    });
    const asked = (await account.journal()).filter(({ service }) => service === "connect");
    expect(asked.map(({ operation, region }) => `${operation} ${region}`).sort()).toEqual([
      "GetCurrentMetricData ap-northeast-2",
      "ListInstances ap-northeast-2",
      "ListInstances us-east-1",
      "SearchHoursOfOperations ap-northeast-2",
      "SearchQueues ap-northeast-2",
    ]);
  });

  test("one queue by a part of its name; one that there is not is a sentence with those there are", async () => {
    const { table } = await server.call("connect_queues", { queue: "주문" });
    expect(table.rows.map(([queue]) => queue)).toEqual(["주문문의"]);
    const answer = await server.call("connect_queues", { queue: "returns" });
    expect([answer.code, answer.text]).toEqual([
      "not_found",
      'No Connect queue of haneul-prod in ap-northeast-2, us-east-1 is called "returns". Queues: 주문문의, 배송, VIP, English.',
    ]);
  });

  test("no instance where was looked: none, with the regions", async () => {
    const { table, text } = await server.call("connect_queues", { regions: ["us-east-1"] });
    expect([table.rows, table.scope.regions, table.notes.map(({ code }) => code)]).toEqual([
      [],
      ["us-east-1"],
      ["none_found"],
    ]);
    expect(text).toContain("There is no queue of Amazon Connect where was looked.");
  });

  test("a period that Connect cannot count says which it can", async () => {
    const long = await server.call("connect_queues", { period: "60d" });
    expect([long.code, long.text]).toEqual(["invalid_input", expect.stringContaining("at most 35 days at once")]);
    const old = await server.call("connect_queues", { period: "2026-05-01..2026-05-07" });
    expect([old.code, old.text]).toEqual(["invalid_input", expect.stringContaining("about three months")]);
  });

  test("denied in one region is told; denied in both names the permission; throttled is asked again", async () => {
    await account.fault({ operation: "ListInstances", kind: "deny", region: "us-east-1" });
    const { table } = await server.call("connect_queues");
    expect([table.totals.queues, table.scope.skipped]).toMatchObject([
      4,
      [{ region: "us-east-1", why: { en: expect.stringContaining("connect:ListInstances") } }],
    ]);
    await account.fault({ operation: "GetCurrentMetricData", kind: "deny" });
    const denied = await server.call("connect_queues");
    expect([denied.code, denied.text]).toEqual([
      "access_denied",
      expect.stringContaining("connect:GetCurrentMetricData"),
    ]);
    await account.fault({ operation: "SearchQueues", kind: "throttle", times: 2 });
    expect((await server.call("connect_queues")).table.totals.queues).toBe(4);
    await account.clearFaults();
  });
});
