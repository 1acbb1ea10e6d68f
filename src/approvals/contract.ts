import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { ActOrder } from "../ports/act-host.ts";
import type { Approval, Contract } from "../ports/approvals.ts";
import type { CanonicalCall } from "../ports/tools.ts";

/** SHA-256 over the RFC 8785 form, hex: the same bytes whoever computes it. */
export function hashOf(contract: Contract): string {
  return digest(contract);
}

/** The same for the same change, whoever asks for it, in which turn and in whatever state the target is. */
export function callKeyOf({ tool, account, region, args }: CanonicalCall): string {
  return digest({ tool, account: account.id, region, args });
}

/** What the act server is handed of a decided approval. */
export function orderOf({ id, contract, hash, decidedBy, decidedTeam, votes, execDeadline }: Approval): ActOrder {
  const approver = { user: decidedBy ?? "", team: decidedTeam ?? "" };
  const approvers = votes.map(({ user, team }) => ({ user, team }));
  return { approvalId: id, contract, hash, approver, approvers, beginBy: execDeadline ?? 0 };
}

function digest(value: unknown): string {
  const canonical = canonicalize(value);
  if (canonical === undefined) throw new Error("a contract without a canonical form");
  return createHash("sha256").update(canonical).digest("hex");
}
