import { join } from "node:path";
import { expect } from "vitest";
import type { SeenMessage } from "../../../sandbox/slack/control/types.ts";
import type { Approval } from "../../../src/ports/approvals.ts";
import { createApprovalStore } from "../../../src/store/approvals.ts";
import { verifyAudit } from "../../../src/store/audit.ts";
import { openForReading } from "../../../src/store/database.ts";
import { isCard, isEnd, type Place, type Stack } from "../../e2e/support/stack.ts";

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
/** Of no consequence to what an account holds. */
const HARMLESS = ["AssumeRole", "StartQuery", "StopQuery", "GetCallerIdentity"];

/** What must hold after any fault, whatever else a test looks at (docs/faults.md). */
export async function expectInvariants(
  stack: Stack,
  asked: { places: Place[]; ends: number; alsoIn?: string[] },
): Promise<Approval[]> {
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
    await expectNoneElsewhere(stack, asked);
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

/** Nothing posted but where somebody asked, no foreign link, nobody pinged. */
async function expectNoneElsewhere(stack: Stack, { places, alsoIn = [] }: { places: Place[]; alsoIn?: string[] }) {
  const allowed = [...places.map(({ channel }) => channel), ...alsoIn];
  for (const entry of await stack.control.journal()) {
    if (entry.kind !== "call" || !entry.app || !WRITES.test(entry.method)) continue;
    // Metadata is for programs; Slack shows none of it.
    const { metadata: _, ...args } = entry.args as Record<string, unknown>;
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
