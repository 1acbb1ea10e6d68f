import type { Button, KnownBlock, RichTextText } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { DatasetInfo } from "../../ports/datasets.ts";
import type { RunRow } from "../../ports/runs.ts";
import type { Bilingual, Language } from "../../ports/tools.ts";
import type { Claim, ToolCallRecord, TurnRecord } from "../../ports/turn.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import { callFailure } from "../text/call-failure.ts";
import { periodWords, stamp } from "../text/time.ts";
import { words } from "../text/words.ts";
import { CSV, fileValue } from "./answer-tail.ts";
import { button } from "./button.ts";
import { claimWords } from "./claim-words.ts";
import { consoleLinks } from "./console-links.ts";
import { bold, bullets, code, line, plain, preformatted, quote, richText } from "./rich-text.ts";
import { type NumberedRow, rowSample } from "./row-sample.ts";

export const OPEN_CONSOLE = "evidence:console";

/** A result the answer rests on, with the rows to show; `info` null: it is kept no longer. */
export interface ShownResult {
  handle: string;
  info: DatasetInfo | null;
  rows: NumberedRow[];
}

export interface Proof {
  run: RunRow & { record: TurnRecord };
  /** Milliseconds since the epoch. */
  askedAt: number;
  results: ShownResult[];
  titles: ReadonlyMap<string, Bilingual>;
}

export type ProofReader = { language: Language; zone: string };

const CLAIMS_PER_BLOCK = 20;
const MOST_SQL = 2_000;
const MOST_ARGS = 10;

/** Everything an answer rests on, in pieces that stay together on a page. */
export function evidenceEntries(proof: Proof, reader: ProofReader): KnownBlock[][] {
  const { record } = proof.run;
  const fetched = new Set(record.toolCalls.map(({ dataset }) => dataset));
  const earlier = record.evidence.datasets.filter(({ handle }) => !fetched.has(handle));
  const lookUps = [
    ...record.toolCalls.filter(({ dataset, error }) => dataset !== null || error !== null),
    ...earlier.map(
      ({ handle, tool, args }): ToolCallRecord => ({
        ...{ id: handle, name: tool, args, dataset: handle },
        ...{ ms: 0, rows: null, error: null },
      }),
    ),
  ];
  const say = words(reader.language).proof;
  return [
    intro(proof, reader),
    ...claimEntries(proof, reader),
    [{ type: "divider" }, richText(line(bold(lookUps.length === 0 ? say.noLookUps : say.lookUps(lookUps.length))))],
    ...lookUps.map((call) =>
      lookUpEntry(
        call,
        earlier.some(({ handle }) => handle === call.id),
        proof,
        reader,
      ),
    ),
  ];
}

function intro({ run, askedAt }: Proof, { language, zone }: ProofReader): KnownBlock[] {
  const say = words(language).proof;
  const { record, input } = run;
  const facts = [
    input.asker.name,
    stamp(askedAt, zone, language),
    say.model(record.model),
    say.took((record.ms / 1000).toFixed(1)),
    ...(record.usd === null ? [] : [say.cost(`$${record.usd.toFixed(record.usd > 0 && record.usd < 0.01 ? 4 : 2)}`)]),
    say.reference(run.runId),
  ];
  return [
    richText(line(bold(say.question)), quote(capText(input.text, 1_000))),
    { type: "context", elements: [grey(facts.join(" · "))] },
  ];
}

function claimEntries({ run, results }: Proof, reader: ProofReader): KnownBlock[][] {
  const say = words(reader.language).proof;
  const { claims } = run.record.evidence;
  if (claims.length === 0) return [[richText(line(plain(say.noClaims)))]];
  const sorted = [...claims.filter(({ proven }) => !proven), ...claims.filter(({ proven }) => proven)];
  const items = sorted.map((claim) => claimItem(claim, results, reader));
  const blocks = Array.from({ length: Math.ceil(items.length / CLAIMS_PER_BLOCK) }, (_, at) => [
    richText(bullets(items.slice(at * CLAIMS_PER_BLOCK, (at + 1) * CLAIMS_PER_BLOCK))),
  ]);
  const proven = claims.filter((claim) => claim.proven).length;
  return [[richText(line(bold(say.proven(proven, claims.length))))], ...blocks];
}

function claimItem({ text, proven, origin }: Claim, results: ShownResult[], { language }: ProofReader): RichTextText[] {
  const say = words(language).proof;
  const columns = (handle: string) => results.find((result) => result.handle === handle)?.info?.columns ?? [];
  const from = ({ handle, how }: { handle: string; how: string }) =>
    `${handle}: ${capText(claimWords(how, columns(handle), language), 200)}`;
  const where = !proven
    ? say.unproven
    : origin === null
      ? say.said
      : [from(origin), ...(origin.with ? [`${say.against} ${from(origin.with)}`] : [])].join(" · ");
  return [...(proven ? [] : [plain("⚠️ ")]), code(capText(text, 200)), plain(` ← ${where}`)];
}

function lookUpEntry(
  call: ToolCallRecord,
  isEarlier: boolean,
  { run, results, titles }: Proof,
  reader: ProofReader,
): KnownBlock[] {
  const { language } = reader;
  const say = words(language).proof;
  const result = results.find(({ handle }) => handle === call.dataset);
  const title = titles.get(call.name)?.[language];
  const head = [call.dataset, title, call.name].filter(Boolean).join(" · ");
  const { sql, rest } = argsOf(call.args);
  const facts = factsOf(call, isEarlier, run.record, result, reader);
  const isKept = result?.info && result.rows.length > 0;
  return [
    { type: "divider" },
    richText(
      line(bold(capText(head, 200))),
      ...(sql === null ? [] : [line(plain(say.computed)), preformatted(capText(sql, MOST_SQL))]),
      ...(rest.length > 0 ? [bullets(rest.map(([name, value]) => [plain(`${name}: `), code(value)]))] : []),
    ),
    { type: "context", elements: [grey(facts.join(" · "))] },
    ...(isKept ? [richText(preformatted(rowSample(result.info!.columns, result.rows, reader)))] : []),
    ...pressables(call, run, result, reader),
  ];
}

function factsOf(
  call: ToolCallRecord,
  isEarlier: boolean,
  record: TurnRecord,
  result: ShownResult | undefined,
  { language, zone }: ProofReader,
): string[] {
  const say = words(language).proof;
  const used = record.evidence.datasets.find(({ handle }) => handle === call.dataset);
  const rows = result?.info?.rowCount ?? call.rows;
  const period = used?.period;
  return [
    ...(isEarlier ? [say.earlier] : []),
    ...(call.error ? [say.failed(callFailure(call.error, language))] : []),
    ...(period ? [periodWords(period.from, period.to, period.utcDays ? "UTC" : zone, language)] : []),
    ...(used ? [[...used.scope.accounts.map(({ name }) => name), ...used.scope.regions].join(", ")] : []),
    ...(used?.source.service ? [used.source.service] : []),
    ...(rows === null || rows === undefined ? [] : [say.rows(rows)]),
    ...(result?.info?.truncated ? [result.info.truncated.why[language]] : []),
    ...(call.dataset && !result?.info ? [say.gone] : []),
    ...(isEarlier ? [] : [say.took((call.ms / 1000).toFixed(1))]),
  ].filter((fact) => fact !== "");
}

function pressables(
  call: ToolCallRecord,
  run: RunRow & { record: TurnRecord },
  result: ShownResult | undefined,
  { language }: ProofReader,
): KnownBlock[] {
  const { proof, answer } = words(language);
  const used = run.record.evidence.datasets.find(({ handle }) => handle === call.dataset);
  const links = used ? consoleLinks(used) : [];
  const elements: Button[] = [
    ...(result?.info && result.info.rowCount > 0
      ? [button(CSV, answer.csv(result.info.rowCount), fileValue(run.runId, result.handle))]
      : []),
    ...links.map(({ region, url }, n) => ({
      ...button(`${OPEN_CONSOLE}:${n}`, region ? `${proof.console} (${region})` : proof.console, String(n)),
      url,
    })),
  ];
  return elements.length > 0 ? [{ type: "actions", elements }] : [];
}

/** Arguments a line each; SQL apart, because it is read as code. */
function argsOf(args: unknown): { sql: string | null; rest: [string, string][] } {
  if (typeof args !== "object" || args === null) return { sql: null, rest: [] };
  const { sql, ...rest } = args as Record<string, unknown>;
  const told = Object.entries(rest)
    .filter(([, value]) => value !== undefined && value !== null)
    .slice(0, MOST_ARGS)
    .map(([name, value]): [string, string] => [
      capText(name, 60),
      capText(typeof value === "string" ? value : (JSON.stringify(value) ?? ""), 300),
    ]);
  return { sql: typeof sql === "string" ? sql : null, rest: told };
}

const grey = (text: string) => ({
  type: "mrkdwn" as const,
  text: escapeMrkdwn(capText(text, limits.contextText / 5)),
  verbatim: true,
});
