import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { redactDeep } from "../../redaction/redact.ts";
import type { Audit, AuditHead, ShownCard } from "../ports/audit.ts";
import type { Clock } from "../ports/clock.ts";
import { type Database, writing } from "./database.ts";

/** One entry as it is stored. `at`: milliseconds since the epoch; `detail`: JSON. */
export interface AuditEntry extends AuditHead {
  at: number;
  what: string;
  detail: string;
  previous: string;
}

const SHOWN = "shown";

/** Append-only and hash-chained: each row's hash covers the row before, so an edited or removed row shows. */
export function createAudit(db: Database, clock: Clock): Audit {
  const last = db.prepare<[], AuditHead>("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1");
  const insert = db.prepare(
    "INSERT INTO audit (at, what, detail, previous, hash) VALUES (@at, @what, @detail, @previous, @hash)",
  );
  const latest = db.prepare<[string], Pick<AuditEntry, "what" | "detail">>(
    "SELECT what, detail FROM audit WHERE what IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT 1",
  );
  // As the index on it is written.
  const lastShown = db
    .prepare(
      "SELECT detail ->> '$.sha256' FROM audit WHERE what = 'shown' AND detail ->> '$.approvalId' = ? ORDER BY seq DESC LIMIT 1",
    )
    .pluck();
  const record = (what: string, fields: Record<string, unknown>) => {
    const at = clock.now();
    const detail = JSON.stringify(redactDeep(fields));
    writing(db, () => {
      const previous = last.get()?.hash ?? "";
      insert.run({ at, what, detail, previous, hash: hashOf({ at, what, detail, previous }) });
    });
  };
  return {
    record,
    shown(card) {
      const sha256 = shownHash(card);
      writing(db, () => {
        if (lastShown.get(card.approvalId) !== sha256) record(SHOWN, { ...card, sha256 });
      });
    },
    head: () => last.get() ?? null,
    latest(kinds) {
      const found = latest.get(JSON.stringify(kinds));
      return found ? { what: found.what, detail: JSON.parse(found.detail) as Record<string, unknown> } : null;
    },
  };
}

const hashOf = ({ previous, at, what, detail }: Pick<AuditEntry, "previous" | "at" | "what" | "detail">): string =>
  createHash("sha256")
    .update(JSON.stringify([previous, at, what, detail]))
    .digest("hex");

/** SHA-256 over the RFC 8785 form of what Slack was sent, hex. */
function shownHash({ text, blocks }: Pick<ShownCard, "text" | "blocks">): string {
  return createHash("sha256")
    .update(canonicalize({ text, blocks }) ?? "")
    .digest("hex");
}

function isAsShown(detail: string): boolean {
  const card = JSON.parse(detail) as ShownCard & { sha256: string };
  return shownHash(card) === card.sha256;
}

export type AuditVerdict =
  | { kind: "intact"; entries: number; head: AuditHead | null }
  /** The first entry that is not what was written, or that a head names and that is not there. */
  | {
      kind: "broken";
      seq: number;
      why: "changed" | "removed_before" | "not_as_shown" | "not_the_posted_head" | "cut_off";
    };

/** Goes through the whole chain, and holds it against heads that were posted elsewhere: only they show that its end is missing. */
export function verifyAudit(db: Database, posted: AuditHead[] = []): AuditVerdict {
  let before: AuditHead = { seq: 0, hash: "" };
  const heads = new Map(posted.map(({ seq, hash }) => [seq, hash]));
  for (const entry of auditEntries(db)) {
    const { seq, hash, previous } = entry;
    if (seq !== before.seq + 1 || previous !== before.hash) return { kind: "broken", seq, why: "removed_before" };
    if (hash !== hashOf(entry)) return { kind: "broken", seq, why: "changed" };
    if (entry.what === SHOWN && !isAsShown(entry.detail)) return { kind: "broken", seq, why: "not_as_shown" };
    const head = heads.get(seq);
    if (head !== undefined && !hash.startsWith(head)) return { kind: "broken", seq, why: "not_the_posted_head" };
    before = { seq, hash };
  }
  const missing = [...heads.keys()].filter((seq) => seq > before.seq || seq < 1).sort((a, b) => a - b)[0];
  if (missing !== undefined) return { kind: "broken", seq: missing, why: "cut_off" };
  return { kind: "intact", entries: before.seq, head: before.seq === 0 ? null : before };
}

/** Oldest first. */
export function auditEntries(db: Database, since = 0): IterableIterator<AuditEntry> {
  return db
    .prepare<[number], AuditEntry>("SELECT seq, at, what, detail, previous, hash FROM audit WHERE at >= ? ORDER BY seq")
    .iterate(since);
}
