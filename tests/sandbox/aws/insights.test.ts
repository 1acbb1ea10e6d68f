import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Row } from "../../../sandbox/aws/insights/ast.ts";
import { parseQuery } from "../../../sandbox/aws/insights/parse.ts";
import { checkQuery, runQuery } from "../../../sandbox/aws/insights/run.ts";
import { QuerySyntaxError } from "../../../sandbox/aws/insights/scanner.ts";

const rows: Row[] = [
  { "@timestamp": 1_000_000, "@message": "GET /a status=200 ms=12", host: "one" },
  { "@timestamp": 1_060_000, "@message": "GET /b status=500 ms=340", host: "two" },
  { "@timestamp": 1_120_000, "@message": "POST /a status=502 ms=88", host: "one" },
  { "@timestamp": 1_400_000, "@message": "started", host: "two" },
];

function run(text: string) {
  const commands = parseQuery(text);
  checkQuery(commands, text);
  const { columns, rows: found } = runQuery(commands, rows, 10_000);
  return found.map((row) => columns.map((name) => row[name]));
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
    expect(hosts("@message =~ /(?i)get \\/A/")).toEqual([1_000_000]);
    expect(hosts("strlen(@message) < 10 and host != 'one'")).toEqual([1_400_000]);
    expect(hosts("isPresent(missing)")).toEqual([]);
  });

  it("parses by glob and by named groups, and leaves what does not match unparsed", () => {
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
      [900_000, 3],
      [1_200_000, 1],
    ]);
    expect(run("filter host = 'nobody' | stats count(*) as n")).toEqual([[0]]);
    expect(run("stats count(*) by host | sort count(*) desc, host asc | limit 1")).toEqual([["one", 2]]);
    expect(run("stats sum(strlen(@message)) / count(*) as size by host | sort host | limit 1")).toEqual([
      ["one", 23.5],
    ]);
  });

  it("keeps the newest of each with dedup", () => {
    expect(run("fields host | sort @timestamp desc | dedup host")).toEqual([["two"], ["one"]]);
  });

  it("takes comments and line breaks", () => {
    expect(run("# the slow ones\nfields host\n| filter @message like /340/ # just one\n")).toEqual([["two"]]);
  });

  it("points at the first thing it cannot read", () => {
    const place = (text: string) => {
      try {
        run(text);
      } catch (error) {
        if (error instanceof QuerySyntaxError) return [text.slice(error.start, error.end), error.message];
      }
      return "no error";
    };
    expect(place("fields @message | where x")).toEqual(["where", expect.stringContaining("expected a command")]);
    expect(place("filter host =")).toEqual(["", expect.stringContaining("unexpected end of query")]);
    expect(place("stats frobnicate(x) by host")).toEqual(["frobnicate", "unknown function frobnicate"]);
    expect(place('parse @message "a * b *" as one')).toEqual([
      expect.any(String),
      expect.stringContaining("2 wildcards for 1 names"),
    ]);
    expect(place("filter host = 'one' limit 2")).toEqual(["limit", expect.stringContaining("expected |")]);
  });

  it("ends in rows or a syntax error whatever is typed", () => {
    const word = fc.constantFrom(
      "fields",
      "filter",
      "stats",
      "sort",
      "by",
      "as",
      "like",
      "and",
      "not",
      "in",
      "|",
      ",",
      "(",
      ")",
      "[",
      "]",
      "*",
      "/x/",
      "'a'",
      "host",
      "@message",
      "count(*)",
      "bin(5m)",
      "=",
      "1",
      "limit",
      "parse",
      "dedup",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(word, { maxLength: 12 }).map((w) => w.join(" ")),
          fc.string(),
        ),
        (text) => {
          try {
            run(text);
          } catch (error) {
            expect(error).toBeInstanceOf(QuerySyntaxError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
