/**
 * `npm run audit -- verify|list|export [OPTIONS]`: the record of every request, decision and change, for whoever has to
 * show what was done. Reads beside a running bot and writes nothing to its data.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { dataDirOf } from "../config.ts";
import type { AuditHead } from "../ports/audit.ts";
import { type AuditEntry, auditEntries, verifyAudit } from "../store/audit.ts";
import { DATABASE_FILE, type Database, openForReading } from "../store/database.ts";
import { becomeOwnerOf } from "./as-owner.ts";

const USAGE = `Usage: npm run audit -- COMMAND [OPTIONS]
  verify            says whether the chain is as it was written
    --head N:HASH   a head from the log channel, at least 8 digits of its hash; may be repeated
  list              one line for each entry
    --since TIME    ISO, or such as 7d or 24h
    --approval ID   of one request; the beginning of its id is enough
  export            each entry as a line of JSON, with its hash
    --since TIME, --out FILE
  --data DIR        where the bot keeps its state
Exit codes: 0 fine, 1 the chain is broken or something failed, 64 usage`;

/** Bad arguments: shown with the usage. */
class UsageError extends Error {
  override name = "UsageError";
}

const options = {
  head: { type: "string", multiple: true },
  since: { type: "string" },
  approval: { type: "string" },
  out: { type: "string" },
  data: { type: "string" },
} as const;

function main(args: string[]): { text: string; ok: boolean } {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command] = positionals;
  if (!command || !["verify", "list", "export"].includes(command)) throw new UsageError(USAGE);
  const dataDir = values.data ?? dataDirOf(process.env);
  becomeOwnerOf(dataDir);
  if (!existsSync(join(dataDir, DATABASE_FILE)))
    throw new Error(`There is no bot data in ${dataDir}. Name its folder with --data DIR, or set DATA_DIR.`);
  const heads = (values.head ?? []).map(readHead);
  const since = values.since === undefined ? 0 : readSince(values.since);
  const db = openForReading(dataDir);
  try {
    if (command === "verify") return verify(db, heads);
    const entries = [...auditEntries(db, since)].filter(
      ({ detail }) => !values.approval || isOf(detail, values.approval),
    );
    if (command === "list") return { text: entries.map(line).join("\n") || "No entries.", ok: true };
    const text = entries.map((entry) => JSON.stringify({ ...entry, detail: JSON.parse(entry.detail) })).join("\n");
    if (!values.out) return { text, ok: true };
    writeFileSync(values.out, `${text}\n`, { mode: 0o600 });
    return { text: `${entries.length} entries were written to ${values.out}.`, ok: true };
  } finally {
    db.close();
  }
}

function verify(db: Database, heads: AuditHead[]): { text: string; ok: boolean } {
  const verdict = verifyAudit(db, heads);
  if (verdict.kind === "intact") {
    const { entries, head } = verdict;
    const checked = heads.length > 0 ? ` It agrees with ${heads.length} posted heads.` : "";
    const end = head ? ` Head ${head.seq}:${head.hash}.` : "";
    const text = `The chain of ${entries} entries is intact.${checked}${end}`;
    const hint = "\nOnly a head from the log channel shows that its end was not cut off: --head N:HASH.";
    return { text: `${text}${heads.length > 0 ? "" : hint}`, ok: true };
  }
  const why = {
    changed: "is not what was written: it was changed afterwards.",
    removed_before: "does not follow the one before it: entries between them were removed or changed.",
    not_as_shown:
      "holds a card that is not the one whose SHA-256 was recorded: it was changed, and the chain rewritten.",
    not_the_posted_head: "is not the one whose head was posted: the chain was rewritten.",
    cut_off: "was posted as a head and is not there: the end of the chain was cut off.",
  }[verdict.why];
  return { text: `BROKEN: entry ${verdict.seq} ${why}`, ok: false };
}

function line({ seq, at, what, detail }: AuditEntry): string {
  const { approvalId, by, user, why, ...rest } = JSON.parse(detail) as Record<string, unknown>;
  const who = (by as { user?: string } | undefined)?.user ?? (user as { id?: string } | undefined)?.id ?? "";
  const about = [who, typeof why === "string" ? why : "", changeIn(rest)].filter(Boolean).join(" · ");
  const id = typeof approvalId === "string" ? approvalId.slice(0, 12) : "-";
  return `${String(seq).padStart(6)}  ${new Date(at).toISOString()}  ${id.padEnd(12)}  ${what}${about ? `  ${about}` : ""}`;
}

/** What a request is about, which card was shown, or how a change ended. */
function changeIn({ contract, outcome, ...shown }: Record<string, unknown>): string {
  if (typeof shown.sha256 === "string")
    return `${shown.state} card ${shown.sha256.slice(0, 12)} in ${shown.channel} at ${shown.ts}`;
  const { call } = (contract ?? {}) as { call?: { tool: string; account: { name: string }; args: unknown } };
  if (call) return `${call.tool} ${JSON.stringify(call.args)} in ${call.account.name}`;
  const { requestId } = (outcome ?? {}) as { requestId?: string | null };
  return requestId ? `request ${requestId}` : "";
}

function isOf(detail: string, wanted: string): boolean {
  const { approvalId } = JSON.parse(detail) as { approvalId?: string };
  return approvalId?.startsWith(wanted) ?? false;
}

function readHead(text: string): AuditHead {
  const [, seq, hash] = /^(\d+):([0-9a-f]{8,64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new UsageError(`--head: "${text}" is not N:HASH, such as 42:9f3c1a7e.\n${USAGE}`);
  return { seq: Number(seq), hash };
}

function readSince(text: string): number {
  const [, amount, unit] = /^(\d+)([hd])$/.exec(text) ?? [];
  const at = amount ? Date.now() - Number(amount) * (unit === "h" ? 3_600_000 : 86_400_000) : Date.parse(text);
  if (Number.isNaN(at)) throw new UsageError(`--since: "${text}" is neither a time (ISO) nor such as 7d.\n${USAGE}`);
  return at;
}

try {
  const { text, ok } = main(process.argv.slice(2));
  process.stdout.write(`${text}\n`);
  if (!ok) process.exitCode = 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ? 64 : 1;
}
