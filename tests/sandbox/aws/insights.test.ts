import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Row } from "../../../sandbox/aws/insights/ast.ts";
import { fieldsOf, namesDiscovered } from "../../../sandbox/aws/insights/fields.ts";
import { Moment } from "../../../sandbox/aws/insights/moment.ts";
import { parseQuery } from "../../../sandbox/aws/insights/parse.ts";
import { createRun } from "../../../sandbox/aws/insights/run.ts";
import { QuerySyntaxError } from "../../../sandbox/aws/insights/scanner.ts";
import { valueText } from "../../../sandbox/aws/insights/values.ts";

const rows: Row[] = [
  { "@timestamp": 1_000_000, "@message": "GET /a status=200 ms=12", host: "one" },
  { "@timestamp": 1_060_000, "@message": "GET /b status=500 ms=340", host: "two" },
  { "@timestamp": 1_120_000, "@message": "POST /a status=502 ms=88", host: "one" },
  { "@timestamp": 1_400_000, "@message": "started", host: "two" },
];

/** Rows go in newest first, as the engine is fed. */
function execute(text: string, input: readonly Row[] = rows, limit = 10_000) {
  const query = createRun(parseQuery(text), limit);
  for (const row of input.toReversed()) query.push(row);
  const output = query.finish();
  return { ...output, matched: query.matched() };
}

function run(text: string, input?: readonly Row[]) {
  const { columns, rows: found } = execute(text, input);
  return found.map((row) => columns.map((name) => (row[name] instanceof Moment ? String(row[name]) : row[name])));
}

/** Where an error points, and what it says. */
function problem(text: string): [string, string] | "no error" {
  try {
    run(text);
  } catch (error) {
    if (error instanceof QuerySyntaxError) return [text.slice(error.start, error.end), error.message];
    throw error;
  }
  return "no error";
}

describe("Insights queries", () => {
  it("shows time and message, newest first, when nothing else is asked", () => {
    expect(run("limit 2")).toEqual([
      [1_400_000, "started"],
      [1_120_000, "POST /a status=502 ms=88"],
    ]);
  });

  it("filters with and, or, not, in, like and comparisons", () => {
    const hosts = (condition: string) => run(`filter ${condition} | fields @timestamp`).map(([time]) => time);
    expect(hosts('@message like "status" and not @message like /POST/')).toEqual([1_060_000, 1_000_000]);
    expect(hosts("@message not like /status/ or host = 'nobody'")).toEqual([1_400_000]);
    expect(hosts('host in ["one", "three"]')).toEqual([1_120_000, 1_000_000]);
    expect(hosts('host not in ["one", "three"]')).toEqual([1_400_000, 1_060_000]);
    expect(hosts("@message =~ /(?i)get \\/A/")).toEqual([1_000_000]);
    expect(hosts("strlen(@message) < 10 and host != 'one'")).toEqual([1_400_000]);
    expect(hosts("isPresent(missing)")).toEqual([]);
    expect(hosts("missing != 'x'")).toEqual([]);
    expect(hosts("@timestamp % 3000 = 1000")).toEqual([1_120_000, 1_060_000, 1_000_000]);
  });

  it("parses by glob and by named groups, shows what it parsed, and leaves what does not match", () => {
    expect(
      run(
        'parse @message "* * status=* ms=*" as verb, path, status, ms | filter status >= 500 | display verb, path, ms',
      ),
    ).toEqual([
      ["POST", "/a", "88"],
      ["GET", "/b", "340"],
    ]);
    expect(run("parse @message /status=(?<status>\\d+)/ | filter not ispresent(status) | display host")).toEqual([
      ["two"],
    ]);
    expect(execute("fields host | parse @message /status=(?<status>\\d+)/").columns).toEqual(["host", "status"]);
  });

  it("computes statistics by field and by time", () => {
    const parsed = "parse @message /ms=(?<ms>\\d+)/";
    expect(
      run(`${parsed} | stats count(*) as n, count(ms), sum(ms), avg(ms) as mean, max(ms) by host | sort host`),
    ).toEqual([
      ["one", 2, 2, 100, 50, "88"],
      ["two", 2, 1, 340, 340, "340"],
    ]);
    expect(run("stats count(*) as n by bin(5m) | sort n desc")).toEqual([
      ["1970-01-01 00:15:00.000", 3],
      ["1970-01-01 00:20:00.000", 1],
    ]);
    expect(run("stats count() as n by bin(1 minute) as slot, host | sort slot, host | limit 1")).toEqual([
      ["1970-01-01 00:16:00.000", "one", 1],
    ]);
    expect(run("filter host = 'nobody' | stats count(*) as n")).toEqual([[0]]);
    expect(run("stats count(*) by host | sort count(*) desc, host asc | limit 1")).toEqual([["one", 2]]);
    expect(run("stats ceil(sum(strlen(@message)) / count(*)) as size by host | sort host | limit 1")).toEqual([
      ["one", 24],
    ]);
    expect(run("stats earliest(host) as first, latest(host) as last, sortsFirst(host), stddev(@timestamp)")).toEqual([
      ["one", "two", "one", expect.closeTo(153_215.53, 1)],
    ]);
    expect(run("stats max(@timestamp) as t by host | stats sum(t) as all, count(*) as hosts")).toEqual([
      [2_520_000, 2],
    ]);
  });

  it("keeps the newest of each with dedup, and applies commands in their order", () => {
    expect(run("fields host | sort @timestamp desc | dedup host")).toEqual([["two"], ["one"]]);
    expect(run("limit 2 | sort @timestamp asc | display host")).toEqual([["one"], ["two"]]);
    expect(run("sort @timestamp asc | limit 2 | filter host = 'two' | display @timestamp")).toEqual([[1_060_000]]);
  });

  it("has the functions of texts, numbers, times and addresses", () => {
    const value = (expression: string) => run(`fields ${expression} as x | limit 1`)[0]?.[0];
    expect(
      [
        "toupper(concat(host, '-', 1))",
        "substr(@message, 2, 3)",
        "replace(@message, 'start', 'end')",
        "trim('xxaxx', 'x')",
        "ltrim('  a ')",
        "strcontains(@message, 'art')",
        "coalesce(missing, host)",
        "greatest(3, 10, 2)",
        "2 ^ 3 * -1 + 10 % 4",
        "abs(-2.5) + floor(1.9) + ceil(0.1) + sqrt(16)",
        "datefloor(@timestamp, 5m)",
        "dateceil(@timestamp, 1h)",
        "fromMillis(0)",
        "toMillis(@timestamp)",
        "isIpv4InSubnet('10.20.3.4', '10.20.0.0/16')",
        "isValidIpv6('::1') + isValidIp('300.1.1.1')",
        "isempty('') + isblank('  ') + isempty(missing)",
        "1 / 0",
      ].map(value),
    ).toEqual([
      "TWO-1",
      "art",
      "ended",
      "a",
      "a ",
      1,
      "two",
      10,
      -6,
      8.5,
      "1970-01-01 00:20:00.000",
      "1970-01-01 01:00:00.000",
      "1970-01-01 00:00:00.000",
      1_400_000,
      1,
      1,
      3,
      undefined,
    ]);
  });

  it.each([
    ["fields @timestamp, @message | filter @message like /a/ | sort @timestamp asc | limit 5", false],
    ["stats count(*) as n by bin(1h), @logStream | sort n", true],
    ["filter level = 'error' | stats count(*)", true],
    ["filter @message like /a/ | stats count(*) by bin(5m)", false],
    ["filter @message like /a/ | dedup user.id", true],
    ["fields strlen(concat(@message, @duration)) > 3 as long | display long", true],
    ["filter not (@log in ['a', status])", true],
    ["pattern @message", false],
    ["pattern msg", true],
  ])("%s: needs what lies within the lines: %s", (text, expected) => {
    expect(namesDiscovered(parseQuery(text))).toBe(expected);
  });

  it("finds the fields of JSON lines and of Lambda's reports", () => {
    const line = (message: string) => ({ time: 5, stream: "s", message, key: "1.0" });
    const json = fieldsOf(line('{"level":"warn","user":{"id":7,"tags":["a","b"]},"ok":true,"none":null}'), "/g", "1");
    expect(json).toMatchObject({ level: "warn", "user.id": 7, "user.tags.1": "b", ok: 1, "@log": "1:/g" });
    expect(json).not.toHaveProperty("none");
    const report =
      "REPORT RequestId: 11111111-2222-4333-a444-555555555555\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 256 MB\tMax Memory Used: 71 MB";
    expect(fieldsOf(line(report), "/aws/lambda/f", "1")).toMatchObject({
      "@type": "REPORT",
      "@requestId": "11111111-2222-4333-a444-555555555555",
      "@duration": 12.5,
      "@maxMemoryUsed": 71_000_000,
    });
    expect(fieldsOf(line(report), "/haneul/web", "1")).not.toHaveProperty("@duration");
    expect([valueText(new Moment(0)), valueText(1 / 3), valueText(12), valueText("x")]).toEqual([
      "1970-01-01 00:00:00.000",
      "0.3333",
      "12",
      "x",
    ]);
  });

  it("puts lines together that differ in numbers only", () => {
    expect(run("filter @message like 'GET' | pattern @message")).toEqual(
      [
        ["GET /a status=<*> ms=<*>", 0.5, 1, "None"],
        ["GET /b status=<*> ms=<*>", 0.5, 1, "None"],
      ].toReversed(),
    );
  });

  it("takes comments and line breaks", () => {
    expect(run("# the slow ones\nfields host\n| filter @message like /340/ # just one\n")).toEqual([["two"]]);
  });

  it("points at the first thing it cannot read, and never passes over what it does not know", () => {
    const places: [string, string, string][] = [
      ["fields @message | where x", "where", "expected a command"],
      ["filter host =", "", "unexpected end of query"],
      ["stats frobnicate(x) by host", "frobnicate", "unknown function frobnicate"],
      ["fields count(*)", "count", "only known to stats"],
      ["stats host by host", "host", "not an aggregate"],
      ["stats count(*) + strlen(host)", "host", "not an aggregate"],
      ["fields substr(host)", "substr", "takes 2 to 3 arguments"],
      ["stats count(*) by bin(host)", "bin", "takes a span of time"],
      ['parse @message "a * b *" as one', '@message "a * b *" as one', "2 wildcards for 1 names"],
      ["filter host = 'one' limit 2", "limit", "expected |"],
      ["fields host |", "", "expected a command"],
      ["limit 20000", "20000", "between 1 and 10000"],
      ["filter @message like /(/", "/(/", "not valid"],
      ["SOURCE logGroups() | fields x", "SOURCE", "expected a command"],
      ["fields @message\n| fitler x", "fitler", "(line 2, position 3)"],
    ];
    for (const [text, at, message] of places) {
      const found = problem(text);
      expect([text, found[0]]).toEqual([text, at]);
      expect(found[1]).toContain(message);
    }
  });

  it("ends in rows or a syntax error whatever is typed", () => {
    const word = fc.constantFrom(
      ..."fields filter stats sort by as like and not in | , ( ) [ ] * - ^ /x/ 'a' host @message count(*) bin(5m)".split(
        " ",
      ),
      ..."= 1 limit parse dedup pattern display pct(host,90) strlen(host) `x` # 5m".split(" "),
    );
    const text = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((w) => w.join(" ")),
      fc.string(),
    );
    fc.assert(
      fc.property(text, (query) => {
        try {
          run(query);
        } catch (error) {
          expect(error).toBeInstanceOf(QuerySyntaxError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** The same questions, answered by plain loops over all rows. */
describe("Insights against a plain reference", () => {
  const anyRow = fc.record(
    {
      "@timestamp": fc.integer({ min: 0, max: 3_600_000 }),
      level: fc.constantFrom("info", "warn", "error"),
      ms: fc.integer({ min: 0, max: 500 }),
      user: fc.constantFrom("a", "b", "c", "d"),
    },
    { requiredKeys: ["@timestamp", "level"] },
  );
  const anyRows = fc
    .array(anyRow, { maxLength: 60 })
    .map((list) => list.sort((a, b) => a["@timestamp"] - b["@timestamp"]));

  it("counts, sums and ranks per group", () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 99 }),
        (list, least, percent) => {
          const text = `filter ms >= ${least} or level = "error" | stats count(*) as n, count(ms) as known, sum(ms) as total, avg(ms) as mean, min(ms) as low, max(ms) as high, pct(ms, ${percent}) as p, count_distinct(user) as users by level, bin(10m) as slot | sort slot, level`;
          const kept = list.filter((row) => (row.ms !== undefined && row.ms >= least) || row.level === "error");
          const groups = new Map<string, typeof kept>();
          for (const row of kept) {
            const slot = String(Math.floor(row["@timestamp"] / 600_000)).padStart(3, "0");
            const key = `${slot} ${row.level}`;
            groups.set(key, [...(groups.get(key) ?? []), row]);
          }
          const expected = [...groups.keys()].sort().map((key) => {
            const own = groups.get(key) ?? [];
            const known = own.flatMap((row) => (row.ms === undefined ? [] : [row.ms])).sort((a, b) => a - b);
            const total = known.reduce((a, b) => a + b, 0);
            return [
              key.slice(4),
              new Date(Number(key.slice(0, 3)) * 600_000).toISOString().replace("T", " ").slice(0, 23),
              own.length,
              known.length,
              total,
              known.length ? total / known.length : undefined,
              known[0],
              known.at(-1),
              known[Math.max(0, Math.ceil((percent / 100) * known.length) - 1)],
              new Set(own.flatMap((row) => row.user ?? [])).size,
            ];
          });
          expect(run(text, list as Row[])).toEqual(expected);
          expect(execute(text, list as Row[]).matched).toBe(kept.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("sorts, limits and removes duplicates", () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 20 }), (list, count) => {
        const newest = list.toReversed();
        const bySpeed = newest.toSorted((a, b) => (b.ms ?? -1) - (a.ms ?? -1));
        expect(run(`sort ms desc | limit ${count} | display ms`, list as Row[])).toEqual(
          bySpeed.slice(0, count).map((row) => [row.ms]),
        );
        const seen = new Set<string>();
        const first = newest.filter((row) => {
          const key = `${row.user} ${row.level}`;
          if (seen.has(key)) return false;
          seen.add(key);
          return true;
        });
        expect(run(`dedup user, level | limit ${count} | display user, level, @timestamp`, list as Row[])).toEqual(
          first.slice(0, count).map((row) => [row.user, row.level, row["@timestamp"]]),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("keeps only what it shows while it sorts many rows", () => {
    const many = Array.from({ length: 30_000 }, (_, n): Row => ({ "@timestamp": n, ms: (n * 7919) % 30_011 }));
    const top = many.map((row) => Number(row.ms)).sort((a, b) => b - a);
    expect(run("sort ms desc | limit 5 | display ms", many).map(([ms]) => ms)).toEqual(top.slice(0, 5));
  });
});
