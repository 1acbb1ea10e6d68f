import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capText } from "../../redaction/clean-text.ts";
import type { RunRow } from "../../src/ports/runs.ts";
import type { Column, Language } from "../../src/ports/tools.ts";
import type { Claim, ToolCallRecord, TurnRecord } from "../../src/ports/turn.ts";
import { inertMarkdown } from "../../src/slack/inert-markdown.ts";
import { segmentText } from "../../src/slack/live/segment.ts";
import { pictureUpload, textUpload } from "../../src/slack/uploads.ts";
import { answerParts } from "../../src/slack/views/answer-parts.ts";
import { answerTail } from "../../src/slack/views/answer-tail.ts";
import { askedView } from "../../src/slack/views/asked.ts";
import type { Proof, ShownResult } from "../../src/slack/views/evidence-entries.ts";
import { evidenceModal } from "../../src/slack/views/evidence-modal.ts";
import { weekView, whyModal } from "../../src/slack/views/feedback.ts";
import { handOverView } from "../../src/slack/views/hand-over.ts";
import { plainBlocks } from "../../src/slack/views/plain-blocks.ts";
import { attack, attackWord } from "./support/attacks.ts";
import { troubleIn, troubleInModal } from "./support/inert-blocks.ts";
import { recordOf } from "./support/record.ts";

/** Row 46 of the fault list: whatever strangers and models write, through every view; and Slack's limits at any size. */
const language = fc.constantFrom<Language>("ko", "en");
const runId = fc.constantFrom("t-0123456789");
const long = fc.oneof(
  attackWord,
  fc.integer({ min: 1, max: 40 }).chain((n) => attackWord.map((text) => text.repeat(n))),
);
const zone = "Asia/Seoul";
const check = (property: fc.IProperty<unknown> | fc.IPropertyWithHooks<unknown>, numRuns = 120) =>
  fc.assert(property as fc.IProperty<unknown>, { numRuns });
const untroubled = (trouble: string[]): void => {
  expect(trouble).toEqual([]);
};

const column = fc.record({
  name: attackWord,
  type: fc.constantFrom<Column["type"]>("text", "id", "number", "money", "percent", "time", "day", "bool"),
  label: attackWord.map((label) => ({ ko: label, en: label })),
});
const scalar = fc.oneof(attack, fc.double(), fc.boolean(), fc.constant(null));
const info = fc.record({ columns: fc.array(column, { maxLength: 12 }), rowCount: fc.nat(200_000) });
const origin = fc.record({ handle: fc.constantFrom("d1", "d2"), how: long });
const claim: fc.Arbitrary<Claim> = fc.record({
  text: long,
  kind: fc.constantFrom<Claim["kind"]>("figure", "moment", "name"),
  proven: fc.boolean(),
  origin: fc.option(fc.oneof(origin, fc.record({ handle: fc.constant("d1"), how: long, with: origin }))),
});
const TOOLS = ["cost_query", "trail_find_events", "logs_query", "data_query", "guardduty_list_findings"];
const call: fc.Arbitrary<ToolCallRecord> = fc.record({
  id: fc.uuid(),
  name: fc.oneof(fc.constantFrom(...TOOLS), attackWord),
  args: fc.oneof(
    fc.record({ sql: long, period: attack }),
    fc.record({
      query: long,
      groups: fc.array(attackWord, { maxLength: 4 }),
      user: attack,
      events: fc.tuple(attackWord),
    }),
    fc.dictionary(attackWord, fc.oneof(long, fc.array(attack, { maxLength: 5 })), { maxKeys: 14 }),
    fc.constant(null),
  ),
  ms: fc.nat(),
  rows: fc.option(fc.nat()),
  dataset: fc.option(fc.constantFrom("d1", "d2")),
  error: fc.option(long),
});
const dataset = (handle: string) =>
  fc.record({
    handle: fc.constant(handle),
    tool: fc.constantFrom(...TOOLS),
    args: fc.record({ query: long, groups: fc.array(attackWord, { maxLength: 4 }), events: fc.array(attackWord) }),
    period: fc.constant({ from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z", zone, utcDays: false }),
    scope: fc.record({
      accounts: fc.array(fc.record({ id: fc.constant("1"), name: attack }), { maxLength: 3 }),
      regions: fc.array(fc.oneof(fc.constantFrom("us-east-1", "ap-northeast-2"), attack), { maxLength: 6 }),
      skipped: fc.constant<never[]>([]),
    }),
    source: fc.record({
      service: attack,
      requests: fc.nat(),
      cached: fc.nat(),
      usd: fc.constant(0),
      freshTo: fc.constant(null),
      scannedBytes: fc.constant(null),
    }),
    truncated: fc.constant(null),
    notes: fc.constant<never[]>([]),
  });
const proof: fc.Arbitrary<Proof> = fc
  .record({
    text: long,
    asker: attackWord,
    claims: fc.array(claim, { maxLength: 60 }),
    calls: fc.array(call, { maxLength: 14 }),
    datasets: fc.tuple(dataset("d1"), dataset("d2")),
    infos: fc.tuple(fc.option(info), fc.option(info)),
    cells: fc.array(fc.array(scalar, { maxLength: 12 }), { maxLength: 5 }),
  })
  .map(({ text, asker, claims, calls, datasets, infos, cells }): Proof => {
    const input = { runId: "t-0123456789", thread: "C1:1", asker: { id: "U1", name: asker }, zone, text };
    const base = recordOf({ ...input, language: "ko", accounts: [], modelId: "m" });
    const record: TurnRecord = { ...base, toolCalls: calls, evidence: { datasets, claims, unverified: [] } };
    const run = {
      runId: input.runId,
      input: { ...input, language: "ko", accounts: [], modelId: "m" },
    } as unknown as RunRow;
    const results = infos.map(
      (known, at): ShownResult => ({
        handle: `d${at + 1}`,
        info: known && ({ ...datasets[at], ...known, totals: {}, createdAt: 0 } as unknown as ShownResult["info"]),
        rows: cells.map((row, n) => ({ number: n + 1, cells: row })),
      }),
    );
    return { run: { ...run, record }, askedAt: 1_700_000_000_000, results, titles: new Map() };
  });

describe("row 46: whatever strangers and models write", () => {
  it("neither acts nor breaks Slack's limits on any page of the evidence", () => {
    check(
      fc.property(proof, language, fc.nat(9), (shown, reads, page) =>
        untroubled(troubleInModal(evidenceModal(shown, page, { language: reads, zone }))),
      ),
      80,
    );
  });

  it("neither acts nor breaks limits under an answer, in Slack's newer blocks and in plain ones", () => {
    const ask = fc.record({ label: long, ask: long });
    check(
      fc.property(
        runId,
        language,
        attack,
        fc.array(ask, { maxLength: 6 }),
        attackWord,
        (id, reads, line, asks, group) => {
          const blocks = answerTail({
            runId: id,
            locale: reads,
            line: line.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") || null,
            hasEvidence: true,
            offer: { csv: { handle: "d1", rows: 3 }, chart: "d1" },
            asks: asks.map((one, n) => ({
              ...one,
              runId: id,
              n,
              thread: "C1:1",
              kind: "choice" as const,
              pressedBy: null,
            })),
            call: { group, elsewhere: group },
            feedback: true,
          });
          untroubled([...troubleIn({ blocks }), ...troubleIn({ blocks: plainBlocks(blocks) })]);
        },
      ),
    );
  });

  it("neither acts nor breaks limits in tables of any size", () => {
    const cell = fc.oneof(attack, fc.constantFrom("$1,234.56", "12%", "", "`i-0ab`", "**bold**"), long);
    const table = fc.record({
      head: fc.array(cell, { minLength: 1, maxLength: 24 }),
      rows: fc.array(fc.array(cell, { maxLength: 24 }), { minLength: 1, maxLength: 130 }),
    });
    const oneLine = (text: string) => text.replace(/[|\n\\]/g, " ");
    check(
      fc.property(table, language, attack, ({ head, rows }, reads, before) => {
        const row = (cells: string[]) => `| ${head.map((_, at) => oneLine(cells[at] ?? "")).join(" | ")} |`;
        const markdown = [before, "", row(head), `|${head.map(() => "---|").join("")}`, ...rows.map(row)].join("\n");
        for (const part of answerParts(inertMarkdown(markdown), reads)) {
          const block = part.kind === "table" ? part.block : { type: "markdown", text: capText(part.markdown, 11_000) };
          untroubled(troubleIn({ blocks: [block] }));
          untroubled(troubleIn({ blocks: [{ type: "markdown", text: capText(part.markdown, 11_000) || "x" }] }));
          expect(JSON.stringify(block).length).toBeLessThan(60_000);
        }
      }),
      40,
    );
  });

  it("neither acts nor breaks limits in a question that was pressed, the week's votes and the modal that asks why", () => {
    const complaint = fc.record({ runId, channel: fc.constant("C0OPS"), question: long, reason: fc.option(long) });
    const link = "https://haneul.slack.com/archives/C0OPS/p1";
    check(
      fc.property(long, long, language, fc.array(complaint, { maxLength: 10 }), (name, ask, reads, here) => {
        untroubled(troubleIn(askedView({ name, ask: capText(ask, 500) }, reads)));
        const week = weekView(
          { answered: 3, up: 1, down: here.length + 1 },
          here.map((one, n) => ({ ...one, link: n % 2 ? link : null })),
          { from: 1_700_000_000_000, to: 1_700_604_800_000, zone },
          reads,
        );
        untroubled(troubleIn(week, { mayLink: link }));
        untroubled(troubleInModal(whyModal("t-0123456789", reads)));
      }),
    );
  });

  it("row 34: is never cut within a character", () => {
    const emoji = fc
      .tuple(fc.constantFrom("", "a"), fc.integer({ min: 700, max: 2_000 }))
      .map(([before, count]) => before + "😀".repeat(count));
    check(
      fc.property(emoji, language, (text, reads) => {
        const offer = { csv: null, chart: null };
        const about = {
          runId: "t-1",
          locale: reads,
          hasEvidence: false,
          offer,
          asks: [],
          call: null,
          feedback: false,
        };
        untroubled(
          troubleIn({ text: segmentText({ tasks: new Map(), text }), blocks: answerTail({ ...about, line: text }) }),
        );
        untroubled(troubleIn(askedView({ name: text, ask: text }, reads)));
        expect(textUpload({ name: `${text}.csv`, title: text, content: "" }).filename.isWellFormed()).toBe(true);
      }),
      20,
    );
  });

  it("is only words in the names of files, their titles and the words that describe a picture", () => {
    check(
      fc.property(attackWord, attackWord, (name, title) => {
        const picture = pictureUpload({ png: Buffer.from(""), alt: name, title }, "chart.png");
        const file = textUpload({ name: `${name}.csv`, title, content: "" });
        for (const text of [picture.title, picture.alt ?? "", file.title])
          expect(text).not.toMatch(/[<>\n\u202e]|@(?:channel|here|everyone)/);
        expect(file.filename).toMatch(/^[\p{L}\p{N}._-]{1,100}$/u);
      }),
    );
  });

  it("pings nobody but the configured group when somebody responsible is called", () => {
    const question = fc.record({ name: long, at: fc.constant(1_700_000_000_000), text: long });
    const seen = fc.record({ title: long, period: fc.option(long), rows: fc.option(fc.nat()), service: long });
    const tried = fc.record({ title: long, why: long });
    const proposals = fc.array(fc.record({ what: long, state: fc.constant("denied") }), { maxLength: 20 });
    const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 20 });
    check(
      fc.property(
        long,
        some(question),
        some(seen),
        some(tried),
        proposals,
        language,
        (by, questions, saw, failed, proposed, reads) => {
          const summary = {
            groupId: "S0ONCALL",
            by: { person: "U1" },
            name: by,
            questions,
            seen: saw,
            tried: failed,
            proposals: proposed,
          };
          const view = handOverView(
            { ...summary, isUnfinished: true, runId: "t-1", link: null },
            { language: reads, zone },
          );
          untroubled(troubleIn(view, { mayMention: "<!subteam^S0ONCALL>" }));
          expect(view.blocks.length).toBeLessThan(10);
        },
      ),
    );
  });
});
