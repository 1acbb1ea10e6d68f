import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { type Facts, factsOf } from "../../../sandbox/aws/truth/facts.ts";
import { questions } from "../../../sandbox/aws/truth/questions.ts";
import { type Sheet, sheetOf } from "../../../sandbox/aws/truth/sheet.ts";
import { DAY } from "../../../sandbox/aws/world/calendar.ts";
import { nodeArgs } from "../../support/node-args.ts";

const NOW = Date.parse("2026-11-21T03:30:00Z");
const made = new Map<string, Facts>();
/** One world for a seed and a time: the questions share what they compute of it. */
function factsAt(seed: string, now: number, anchor: number): Facts {
  const key = `${seed} ${now} ${anchor}`;
  const facts = made.get(key) ?? factsOf(seed, now, anchor);
  made.set(key, facts);
  return facts;
}
const sheet = (id: string, seed = "haneul-1", now = NOW, anchor = now): Sheet => {
  const question = questions.find((q) => q.id === id);
  if (!question) throw new Error(`There is no question ${id}`);
  return sheetOf(question, factsAt(seed, now, anchor));
};
const answer = (id: string, seed?: string) => sheet(id, seed).variants[0]?.answer;

describe("the questions", () => {
  it("are those of the list, each once", () => {
    expect(questions.map((q) => q.id)).toEqual(
      "1 2 3 4 5 6 8 10 12 13 14 15 18 19 21 22 23 25 26 27 29 30 32 33 37 38".split(" "),
    );
  });

  it.each(["haneul-1", "haneul-3"])("are put in both languages, each with an answer in plain JSON: %s", (seed) => {
    const facts = factsAt(seed, NOW, NOW);
    for (const question of questions) {
      const { id, variants } = sheetOf(question, facts);
      expect([id, variants.length]).toEqual([id, 3]);
      for (const { ko, en, window, answer: given } of variants) {
        expect(ko).toMatch(/[가-힣]/);
        expect(en).toMatch(/^[\x20-\x7e]+$/);
        expect(Date.parse(window.from)).toBeLessThanOrEqual(Date.parse(window.to));
        expect(JSON.parse(JSON.stringify(given))).toEqual(given);
        expect(JSON.stringify(given)).not.toMatch(/null,"cloudTrailEventId"|NaN|Infinity|"cloudTrailEventId":null/);
      }
      expect(new Set(variants.map(({ ko }) => ko)).size).toBe(3);
    }
  });

  it("know the stories", () => {
    expect(answer("6")).toMatchObject({
      user: "hana.choi",
      launchedAt: "2026-11-04T18:36:00+09:00",
      region: "us-east-1",
    });
    expect(answer("23")).toMatchObject({
      cause: { version: "1.42.0", by: "deploy-bot", at: "2026-11-19T06:50:00+09:00" },
      errors: { minutes: 43, minutesAfterDeployment: 3, share: 0.31 },
      rollback: { by: "jiwoo.kim", version: "1.41.3" },
    });
    expect(answer("26")).toMatchObject({ count: 6, cause: { taskDefinition: "payment-worker:88", by: "minsu.park" } });
    expect(answer("29")).toMatchObject({ users: [{ user: "sarah.lee", count: 7, addresses: ["185.220.101.34"] }] });
    expect(answer("30")).toMatchObject({ used: true, events: [{ name: "ConsoleLogin" }, { name: "CreateAccessKey" }] });
    expect(answer("33")).toMatchObject({
      all: { high: 4, medium: 9, low: 12, total: 25 },
      archived: { total: 5 },
      samples: { total: 3 },
    });
    expect(answer("14")).toMatchObject({ running: { "ap-northeast-2": 16, "us-east-1": 2 }, total: 20 });
    expect(answer("38")).toMatchObject({ waiting: 14, oldestSeconds: 660 });
    expect(answer("37")).toMatchObject({ expected: "approval", savingUsd: { perDay: 272.256 } });
  });

  it("know another seed's as well", () => {
    const { setting } = factsAt("haneul-3", NOW, NOW);
    const { story, cast } = setting;
    expect(answer("6", "haneul-3")).toMatchObject({ user: cast[story.gpuLauncher].name });
    expect(answer("26", "haneul-3")).toMatchObject({ count: story.outOfMemory.length });
    expect(answer("29", "haneul-3")).toMatchObject({ suspiciousAddress: story.torExit });
    expect(answer("38", "haneul-3")).toMatchObject({
      waiting: story.queueWaiting,
      oldestSeconds: story.queueOldestSeconds,
    });
  });

  it("hold a forecast whose interval contains what the month will be", () => {
    const { soFar, finishedDays, forecastOfTheRest, monthAsItWillBe } = answer("2") as {
      soFar: { gross: number };
      finishedDays: number;
      forecastOfTheRest: { low: number; high: number };
      monthAsItWillBe: number;
    };
    expect(soFar.gross).toBeGreaterThan(finishedDays);
    expect(monthAsItWillBe).toBeGreaterThan(finishedDays + forecastOfTheRest.low);
    expect(monthAsItWillBe).toBeLessThan(finishedDays + forecastOfTheRest.high);
  });

  it("are asked only where they make sense: by the day and the month", () => {
    const first = (id: string, now: number, anchor = now) => sheet(id, "haneul-1", now, anchor).variants[0]?.ko;
    expect(first("23", NOW)).toContain("그저께");
    expect(first("23", NOW + DAY, NOW)).toContain("11월 19일");
    expect(first("5", NOW)).toContain("이번 달");
    const early = Date.parse("2026-12-05T03:00:00Z");
    expect(first("5", early)).toContain("최근 30일");
    expect(first("26", early)).toContain("최근 14일");
    expect(first("2", Date.parse("2026-12-01T01:00:00Z"))).toBeUndefined();
    expect(first("22", NOW + 30 * DAY, NOW)).toBeUndefined();
  });
});

describe("the truth", () => {
  it("knows of no operation, of no request and of nothing a call has changed", () => {
    const folder = fileURLToPath(new URL("../../../sandbox/aws/truth/", import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
    expect(files.length).toBeGreaterThan(30);
    const strange = files.flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/from "([^"]+)"/g)]
        .map(([, from = ""]) => from)
        .filter((from) => !/^(\.{1,2}\/(\.\.\/)?world\/|\.{1,2}\/(questions\/)?[a-z0-9-]+\.ts$|node:)/.test(from)),
    );
    expect(strange).toEqual([]);
  });
});

describe("npm run truth", () => {
  const command = fileURLToPath(new URL("../../../sandbox/aws/truth/command.ts", import.meta.url));
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, nodeArgs(command, ...args), { maxBuffer: 1 << 26 }).then(
      ({ stdout }) => ({ stdout, stderr: "" }),
      (error: { stderr: string }) => ({ stdout: "", stderr: error.stderr }),
    );

  it("prints one question of a seed and a time", async () => {
    const { stdout } = await run("6", "--seed", "haneul-3", "--now", "2026-11-21T12:30:00+09:00");
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(sheet("6", "haneul-3"))));
  });

  it("says what it does not understand", async () => {
    expect((await run("99")).stderr).toMatch(/^Name a question or --all\. Questions: 1, 2, .*Unknown: 99\.$/m);
    expect((await run("6", "--now", "soon")).stderr).toContain("--now is no time: soon");
  });
});
