import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAttached } from "../../src/datasets/attached/read-attached.ts";
import { codePoint } from "../support/code-point.ts";

const read = async (name: string, text: string | Buffer) => {
  const attached = await readAttached(name, Buffer.from(text));
  if (attached.kind !== "table") return attached.kind;
  return { columns: attached.table.columns.map(({ name: n, type }) => `${n}:${type}`), rows: attached.table.rows };
};

describe("a file a person attached", () => {
  it("is read as CSV by its head, with quotes, and ids that only look like figures kept as they are", async () => {
    expect(
      await read("a.csv", '\ufeffid,day,usd,note\r\n007,2026-11-20,12.5,"a, ""b""\nc"\r\n\r\n008,2026-11-21,,x\r\n'),
    ).toEqual({
      columns: ["id:text", "day:day", "usd:number", "note:text"],
      rows: [
        ["007", "2026-11-20", 12.5, 'a, "b"\nc'],
        ["008", "2026-11-21", null, "x"],
      ],
    });
    expect(await read("b.csv", "a;b\n1,5;2\n")).toEqual({ columns: ["a:text", "b:number"], rows: [["1,5", 2]] });
    expect(await read("c.tsv", "a\tb\n1\t2\n")).toEqual({ columns: ["a:number", "b:number"], rows: [[1, 2]] });
  });

  it("is read as JSON by its records, wherever they are", async () => {
    const rows = [
      ["RunInstances", '{"n":1}'],
      ["StopInstances", null],
    ];
    const records = [{ eventName: "RunInstances", detail: { n: 1 } }, { eventName: "StopInstances" }];
    const expected = { columns: ["eventName:text", "detail:text"], rows };
    expect(await read("trail.json", JSON.stringify({ Records: records }))).toEqual(expected);
    expect(await read("trail.json", JSON.stringify(records))).toEqual(expected);
    expect(await read("trail.log", records.map((record) => JSON.stringify(record)).join("\n"))).toEqual(expected);
    expect(await read("trail.json.gz", gzipSync(JSON.stringify(records)))).toEqual(expected);
  });

  it("is read line by line otherwise, with the times and levels its lines begin with", async () => {
    const lines = [
      "2026-11-20T09:00:00+09:00 [WARNING] slow",
      "[2026-11-20 00:00:01.5] INFO ok",
      "2026-13-45 00:00:00 no time",
      "\tat com.haneul.Order(Order.java:12)",
    ];
    expect(await read("order.log", lines.join("\r\n"))).toEqual({
      columns: ["line:number", "time:time", "level:text", "text:text"],
      rows: [
        [1, "2026-11-20T00:00:00.000Z", "WARN", lines[0]],
        [2, "2026-11-20T00:00:01.500Z", "INFO", lines[1]],
        [3, null, null, lines[2]],
        [4, null, null, lines[3]],
      ],
    });
  });

  it("row 34: loses secrets, terminal sequences and what cannot be seen", async () => {
    const text = "\u001b[31mred\u001b[0m \u202eevil\u200b token=xoxb-123456789012-abcdefghijklmnop\nsecond\n";
    const [first] = ((await read("a.log", text)) as { rows: unknown[][] }).rows;
    expect(first?.[3]).toMatch(/^red evil token=\[redacted:[a-z-]+:[0-9a-f]{4}\]$/);
    const key = `-----BEGIN PRIVATE KEY-----\n${"aB3d".repeat(16)}\n-----END PRIVATE KEY-----\n`;
    expect(JSON.stringify(await read("a.log", key))).not.toContain("aB3d");
  });

  it("is refused when it is no text, does not unpack, or unpacks to more than fits", async () => {
    expect(await read("a.png", Buffer.from([137, 80, 78, 71, 0, 1]))).toBe("unreadable");
    expect(await read("a.log.gz", "no gzip")).toBe("unreadable");
    expect(await read("bomb.log.gz", gzipSync(Buffer.alloc(40 * 1024 * 1024, "a")))).toBe("unreadable");
    expect(await read("a.log", " \n\n")).toBe("empty");
    expect(await read("a.csv", "only,heads\n")).toBe("empty");
  });

  it("never throws, and gives each row as many cells as there are columns", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("a.csv", "a.json", "a.log", "a.gz"),
        fc.string({ unit: codePoint }),
        async (name, text) => {
          const attached = await readAttached(name, Buffer.from(text));
          if (attached.kind !== "table") return;
          const { columns, rows } = attached.table;
          expect(rows.every((row) => row.length === columns.length)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });
});
