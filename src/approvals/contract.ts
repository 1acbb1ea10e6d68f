import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Contract } from "../ports/approvals.ts";

/** SHA-256 over the RFC 8785 form, hex: the same bytes whoever computes it. */
export function hashOf(contract: Contract): string {
  const canonical = canonicalize(contract);
  if (canonical === undefined) throw new Error("a contract without a canonical form");
  return createHash("sha256").update(canonical).digest("hex");
}
