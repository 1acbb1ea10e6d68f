import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInFlight } from "../../tools/in-flight.ts";
import { type SampleAccount, startSampleAccount } from "./support/sample-account.ts";
import { seoul, startToolServer, type ToolServer } from "./support/tool-server.ts";

const never = new AbortController().signal;

describe("work under way", () => {
  test("is done once for all that ask meanwhile; the first is told the price; later ones start anew", async () => {
    const { share } = createInFlight();
    const { promise, resolve } = Promise.withResolvers<string>();
    let done = 0;
    const work = () => {
      done += 1;
      return promise;
    };
    const asked = [share("a", never, work), share("a", never, work), share("b", never, work)];
    resolve("x");
    expect(await Promise.all(asked)).toEqual([
      { value: "x", joined: false },
      { value: "x", joined: true },
      { value: "x", joined: false },
    ]);
    expect(done).toBe(2);
    await share("a", never, work);
    expect(done).toBe(3);
  });

  test("one that gives up leaves the others theirs, and the price; the last to give up stops it", async () => {
    const { share } = createInFlight();
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];
    const { promise, resolve } = Promise.withResolvers<string>();
    let signal: AbortSignal | null = null;
    const work = (given: AbortSignal) => {
      signal = given;
      return promise;
    };
    const one = share("a", first.signal, work);
    const two = share("a", second.signal, work);
    first.abort(new Error("enough"));
    await expect(one).rejects.toThrow("enough");
    expect(signal!.aborted).toBe(false);
    resolve("x");
    expect(await two).toEqual({ value: "x", joined: false });

    const alone = share("c", third.signal, (given) => {
      signal = given;
      return new Promise<string>(() => undefined);
    });
    third.abort(new Error("enough"));
    await expect(alone).rejects.toThrow("enough");
    expect(signal!.aborted).toBe(true);
    await expect(share("c", third.signal, work)).rejects.toThrow("enough");
  });

  test("a failure is everybody's, and is not kept", async () => {
    const { share } = createInFlight();
    const fail = () => Promise.reject(new Error("denied"));
    const both = await Promise.allSettled([share("a", never, fail), share("a", never, fail)]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await share("a", never, () => Promise.resolve(1))).toEqual({ value: 1, joined: false });
  });

  test("a failure of one's own is not that of those who joined: one of them starts anew, the rest join it", async () => {
    const { share } = createInFlight();
    const personal = (error: unknown) => error === "own";
    const own = () => Promise.reject("own");
    const asked = [
      share("a", never, own, personal),
      share("a", never, own, personal),
      share("a", never, () => Promise.resolve(1), personal),
      share("a", never, own, personal),
    ];
    expect(await Promise.allSettled(asked)).toEqual([
      { status: "rejected", reason: "own" },
      { status: "rejected", reason: "own" },
      { status: "fulfilled", value: { value: 1, joined: false } },
      { status: "fulfilled", value: { value: 1, joined: true } },
    ]);
  });
});

describe("two people who ask the same at the same time", () => {
  let account: SampleAccount;
  let server: ToolServer;
  let data: string;
  beforeAll(async () => {
    account = await startSampleAccount();
    data = mkdtempSync(join(tmpdir(), "in-flight-"));
    server = await startToolServer({ env: account.env("read"), data });
  });
  afterAll(async () => {
    await server.close();
    rmSync(data, { recursive: true, force: true });
  });
  const sent = async (operation: string) => (await account.journal()).filter((entry) => entry.operation === operation);
  const twice = async (tool: string, args: object) => Promise.all([server.call(tool, args), server.call(tool, args)]);

  test("cost one request to Cost Explorer, and none after a restart", async () => {
    const [one, two] = await twice("cost_query", { period: "last month", group_by: ["service"] });
    expect([one!.table.source, two!.table.source]).toMatchObject([
      { requests: 1, cached: 0, usd: 0.01 },
      { requests: 0, cached: 1, usd: 0 },
    ]);
    expect(two!.table.rows).toEqual(one!.table.rows);
    expect(await sent("GetCostAndUsage")).toHaveLength(1);

    await server.close();
    server = await startToolServer({ env: account.env("read"), data });
    const [later] = await twice("cost_query", { period: "last month", group_by: ["service"] });
    expect(later!.table.source).toMatchObject({ requests: 0, cached: 1, usd: 0 });
    expect(await sent("GetCostAndUsage")).toHaveLength(1);
  });

  test.each(["person", "turn"])("do not share the limit of the first one's %s", async (of) => {
    const may = (key: string, requests: number) => ({
      context: { ...seoul, allowances: [{ of, key: `${of}-${key}`, cost_explorer: requests, logs_scan_gb: 0 }] },
    });
    const question = { period: of === "person" ? "2026-09" : "2026-08", group_by: ["region"] };
    const before = (await sent("GetCostAndUsage")).length;
    const [refused, answered, joined] = await Promise.all([
      server.call("cost_query", question, may("minjun", 0)),
      server.call("cost_query", question, may("seoyeon", 5)),
      server.call("cost_query", question, may("jiho", 5)),
    ]);
    expect(refused!.code).toBe("budget");
    expect([answered!.code, joined!.code]).toEqual([null, null]);
    expect([answered!.table.source.requests, joined!.table.source.requests]).toEqual([1, 0]);
    expect(joined!.table.rows).toEqual(answered!.table.rows);
    expect(await sent("GetCostAndUsage")).toHaveLength(before + 1);
  });

  test("run one query over the logs: it is scanned and paid once, and the other is told so", async () => {
    const query = {
      groups: ["/haneul/order-api"],
      period: "2026-11-19 06:50..2026-11-19 07:30",
      query: "stats count(*) as n",
    };
    const [one, two] = await twice("logs_query", query);
    expect(one!.table.source.scannedBytes).toBeGreaterThan(0);
    expect(two!.table.source).toMatchObject({ scannedBytes: 0, usd: 0 });
    expect(two!.table.rows).toEqual(one!.table.rows);
    expect(two!.table.notes.map(({ code }) => code)).toContain("shared_query");
    expect(one!.table.notes.map(({ code }) => code)).not.toContain("shared_query");
    expect(await sent("StartQuery")).toHaveLength(1);
  });

  test("look up events once, page by page", async () => {
    const asked = { period: "2026-11-10", regions: ["us-east-1"], events: ["ConsoleLogin"] };
    const [one, two] = await twice("trail_find_events", asked);
    expect(two!.table.rows).toEqual(one!.table.rows);
    expect(one!.table.rows.length).toBeGreaterThan(0);
    const lookups = (await sent("LookupEvents")).filter(({ input }) => input.LookupAttributes !== undefined);
    expect(lookups).toHaveLength(one!.table.source.requests);
    expect(two!.table.source.requests).toBe(0);
  });
});
