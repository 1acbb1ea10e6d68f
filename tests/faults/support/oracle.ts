import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { SeenMessage } from "../../../sandbox/slack/control/types.ts";
import type { Approval } from "../../../src/ports/approvals.ts";
import { createApprovalStore } from "../../../src/store/approvals.ts";
import { verifyAudit } from "../../../src/store/audit.ts";
import { type Database, openForReading } from "../../../src/store/database.ts";
import { isCard, isEnd, type Place, type Stack } from "../../e2e/support/stack.ts";
import { seededSecrets } from "./seeded-secrets.ts";

interface AwsRequest {
  time: string;
  principal: string;
  operation: string;
  mutating: boolean;
  input: unknown;
  outcome: string;
}

/** Our own hosts and AWS's console; whatever else is linked was smuggled in. */
const LINKABLE = /^https:\/\/([\w-]+\.)*(console\.aws\.amazon\.com|docs\.aws\.amazon\.com|slack\.com)(\/|$)/;
const LINK = /<(https?:[^>|\s]+)|\]\((https?:[^)\s]+)\)|"(?:url|image_url|thumb_url)":"(https?:[^"]+)"/g;
const PING = /<!(?:channel|here|everyone)|<@U000ADMIN>/;
const WRITES =
  /^(chat\.(?!delete)|files\.|conversations\.(?!info|list|members|history|replies|open)|views\.|reactions\.)/;
/** Who is in `aws-approvers`. */
const APPROVERS = ["U0SEOYEON", "U0DOYUN"];
/** Of no consequence to what an account holds. */
const HARMLESS = ["AssumeRole", "StartQuery", "StopQuery", "GetCallerIdentity"];

interface Asked {
  places: Place[];
  ends: number;
  /** Where else may be posted. */
  alsoIn?: string[];
  /** What must not be seen anywhere, beside what the account and the stack keep secret. */
  secrets?: string[];
  /** What the model was sent. */
  read?: string[];
}

/** What must hold after any fault, whatever else a test looks at (docs/faults.md). */
export async function expectInvariants(stack: Stack, asked: Asked): Promise<Approval[]> {
  const db = openForReading(join(stack.dataDir, "bot"));
  try {
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(verifyAudit(db).kind).toBe("intact");
    const store = createApprovalStore(db);
    const changes = (await requests(stack)).filter(isChange);
    const approvals = [...new Set(changes.map(approvalOf))].map((id) => (id ? store.get(id) : null));
    for (const [i, id] of [...new Set(changes.map(approvalOf))].entries())
      expectApproved(
        changes.filter((change) => approvalOf(change) === id),
        approvals[i] ?? null,
      );
    // The bot goes on meanwhile, and records a card after it was sent.
    const audit = auditOf(db);
    const journal = await stack.control.journal();
    expectContracts(db, journal);
    expectShown(audit, journal);
    expectNoneElsewhere(stack, journal, asked);
    expectNoSecrets(stack, journal, asked);
    for (const place of asked.places) expectOneEndEach((await stack.control.messages(place)).messages, asked.ends);
    return approvals.filter((approval) => approval !== null);
  } finally {
    db.close();
  }
}

export async function requests(stack: Stack): Promise<AwsRequest[]> {
  return (await (await fetch(`${stack.account.control}/_sandbox/journal`)).json()) as AwsRequest[];
}

export const isChange = ({ mutating, operation, outcome }: AwsRequest): boolean =>
  mutating && !HARMLESS.includes(operation) && !/Denied|Unauthorized/.test(outcome);

/** The session of a change carries its approval's name. */
const approvalOf = ({ principal }: AwsRequest): string | null => /\/apr-([\w=,.@-]+)$/.exec(principal)?.[1] ?? null;

/** One request of an approval, of exactly what was shown, and only after people who may had said yes in time. */
function expectApproved(changes: AwsRequest[], approval: Approval | null): void {
  expect(approval, `a change without an approval: ${JSON.stringify(changes)}`).not.toBeNull();
  const { contract, votes, requester, expiresAt, createdAt, decidedAt, state, terms, preview } = approval!;
  const sent = changes.filter(({ outcome }) => outcome !== "throttle");
  expect(sent.length, "requests of one approval").toBeLessThanOrEqual(preview.calls ?? 1);
  expect(["executing", "succeeded", "failed", "unknown"]).toContain(state);
  expect(new Set(votes.map(({ user }) => user)).size).toBeGreaterThanOrEqual(terms.approvers);
  if (!terms.self) expect(votes.map(({ user }) => user)).not.toContain(requester);
  expect(APPROVERS).toEqual(expect.arrayContaining(votes.map(({ user }) => user)));
  for (const { at } of votes) expect(at >= createdAt && at < expiresAt).toBe(true);
  for (const { time, input } of sent) {
    expect(Date.parse(time)).toBeGreaterThanOrEqual(decidedAt! - 1_000);
    const ids = (contract.call.args.instance_ids ?? []) as string[];
    const shown = JSON.stringify([preview.target, preview.facts, preview.list ?? null]);
    for (const id of JSON.stringify(input).match(/\bi-[0-9a-f]{17}\b/g) ?? []) {
      expect(ids).toContain(id);
      expect(shown).toContain(id);
    }
  }
}

interface CardMetadata {
  event_type: string;
  event_payload: Record<"approval_id" | "hash" | "args", string>;
}

type Journal = Awaited<ReturnType<Stack["control"]["journal"]>>;

const written = (journal: Journal) =>
  journal.flatMap((entry) => (entry.kind === "call" && entry.app && WRITES.test(entry.method) ? [entry] : []));

/**
 * What stands in the row, on the card and in the audit is one contract: its hash is computed here anew, over keys in order
 * and nothing between them (RFC 8785), and every step on record is one the state machine allows.
 */
function expectContracts(db: Database, journal: Journal): void {
  const rows = db.prepare("SELECT id, contract, hash FROM approvals").all() as Record<
    "id" | "contract" | "hash",
    string
  >[];
  const steps = db
    .prepare("SELECT what FROM audit WHERE detail ->> '$.approvalId' = ? ORDER BY seq")
    .pluck() as unknown as { all(id: string): string[] };
  const cards = written(journal).flatMap(({ args }) => {
    const { metadata } = args as { metadata?: unknown };
    const seen = (typeof metadata === "string" ? unwrap(metadata) : metadata) as CardMetadata | null | undefined;
    return seen?.event_type === "opsthread_card" ? [seen.event_payload] : [];
  });
  if (rows.length > 0) expect(cards, "cards of approvals").not.toEqual([]);
  for (const { id, contract, hash } of rows) {
    const stored = JSON.parse(contract) as Approval["contract"];
    expect(hash, "hash of the stored arguments").toBe(createHash("sha256").update(canonical(stored)).digest("hex"));
    for (const card of cards.filter(({ approval_id: of }) => of === id))
      expect([card.hash, canonical(JSON.parse(card.args))], "card").toEqual([hash, canonical(stored.call.args)]);
    const taken = steps.all(id).filter((what) => !BESIDE.has(what));
    expect(taken.join(" "), "steps of an approval").toMatch(ALLOWED);
  }
}

/** The edges of the state machine, as the audit tells them. */
const ALLOWED =
  /^requested( voted)*( (denied|withdrawn|expired|voided_by_restore)| approved( (expired|revoked|voided_by_restore)| executing( (succeeded( verified)?|failed|unknown|stale))?)?)?$/;
const BESIDE = new Set(["refused_click", "forged_click", "not_started", "reconciled", "shown"]);

const auditOf = (db: Database) =>
  db.prepare("SELECT what, detail FROM audit ORDER BY seq").all() as Record<"what" | "detail", string>[];

const DECISIONS = ["voted", "approved", "denied", "withdrawn"];

/** The audit's cards are, byte for byte, what Slack got, and nobody decided on one that is not in it. */
function expectShown(entries: ReturnType<typeof auditOf>, journal: Journal): void {
  const sent = new Set(cardsSent(journal).map(canonical));
  const onRecord = new Set<string>();
  for (const { what, detail } of entries) {
    const { approvalId, text, blocks } = JSON.parse(detail) as { approvalId: string; text: string; blocks: unknown };
    if (what === "shown") expect(sent, "a recorded card that Slack never got").toContain(canonical({ text, blocks }));
    if (what === "shown") onRecord.add(approvalId);
    if (DECISIONS.includes(what)) expect(onRecord, "cards on record before a decision").toContain(approvalId);
  }
}

/** As it arrived: posted, or put in place of one. */
export const cardsSent = (journal: Journal) =>
  written(journal).flatMap(({ args: { text, blocks = "[]", metadata } }) =>
    /"event_type":"opsthread_card"/.test(String(metadata)) ? [{ text, blocks: unwrap(String(blocks)) }] : [],
  );

const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  // By UTF-16 code units, as the standard wants it.
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(",")}}`;
};

/** Neither in what is kept, nor in what Slack or the model was sent, nor in the log. */
function expectNoSecrets(stack: Stack, journal: Journal, { secrets = [], read = [] }: Asked): void {
  const kept = Object.entries(stack.env).flatMap(([name, value]) => (/TOKEN|API_KEY/.test(name) ? [value] : []));
  const dir = join(stack.dataDir, "bot");
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const places: [string, string][] = [
    ...files.map(({ parentPath, name }): [string, string] => [name, contentOf(join(parentPath, name))]),
    ["Slack", JSON.stringify(written(journal).map(({ args }) => args))],
    ["the log", stack.logs()],
    ["the model", read.join("\n")],
  ];
  for (const secret of new Set([...seededSecrets(), ...kept, ...secrets]))
    expect(
      places.flatMap(([name, text]) => (text.includes(secret) ? [name] : [])),
      `seen: ${secret}`,
    ).toEqual([]);
}

/** The log of a thread's datasets ends when they are not in use. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

/** Nothing posted but where somebody asked, no foreign link, nobody pinged. */
function expectNoneElsewhere(stack: Stack, journal: Journal, { places, alsoIn = [] }: Asked) {
  const allowed = [...places.map(({ channel }) => channel), ...alsoIn];
  for (const entry of written(journal)) {
    // Metadata is for programs, and what a picture shows is read out as plain text: Slack makes no link of either.
    const { metadata: _, alt_text: __, ...args } = entry.args as Record<string, unknown>;
    const { channel = args.channel_id } = args;
    if (typeof channel === "string") expect(allowed, `${entry.method} elsewhere`).toContain(channel);
    const text = JSON.stringify(
      Object.values(args).map((value) => (typeof value === "string" ? unwrap(value) : value)),
    );
    const links = [...text.matchAll(LINK)].map(([, a, b, c]) => a ?? b ?? c ?? "");
    expect(
      links.filter((link) => !LINKABLE.test(link) && !link.startsWith(stack.url)),
      entry.method,
    ).toEqual([]);
    expect(text, entry.method).not.toMatch(PING);
  }
}

/** Arguments travel as JSON in a field of a form. */
function unwrap(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function expectOneEndEach(messages: SeenMessage[], ends: number): void {
  expect(messages.filter(({ streaming }) => streaming)).toEqual([]);
  expect(messages.filter(isEnd)).toHaveLength(ends);
  // A turn that waits says so with its card.
  expect(messages.findLast(isEnd)?.text || messages.findLast(isCard)?.text).toMatch(/.{10}/);
}
