import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";
import { z } from "zod";

/** What the bot hands over after a person approved. Everything that reaches AWS comes from `contract` and is under `hash`. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const contractSchema = z.strictObject({
  v: z.literal(1),
  call: z.strictObject({
    tool: z.string(),
    account: z.strictObject({ id: z.string().regex(/^\d{12}$/), name: z.string() }),
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    args: z.record(z.string(), z.unknown()),
    fingerprint: z.record(z.string(), scalar),
  }),
  requester: z.string(),
  runId: z.string(),
  policyVersion: z.number().int(),
});
export type Contract = z.infer<typeof contractSchema>;

/** Slack ids. */
const person = z.strictObject({
  user: z.string().regex(/^[A-Z0-9]{2,30}$/),
  team: z.string().regex(/^[A-Z0-9]{2,30}$/),
});

export const orderSchema = z.strictObject({
  /** Becomes part of the role session's name. */
  approval_id: z.string().regex(/^[\w=,.@-]{8,60}$/),
  contract: contractSchema,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whose approval decided: becomes the source identity, which CloudTrail shows on every event. */
  approver: person,
  /** Everybody who approved, in their order. */
  approvers: z.array(person).min(1).max(5),
  /** Read later than this, it is not carried out: this process may have been paused meanwhile. */
  begin_by: z.iso.datetime(),
});
/** An order, and when it was handed over. */
export const sentOrderSchema = orderSchema.extend({ sent_at: z.iso.datetime({ offset: true }) });

export type Order = z.infer<typeof orderSchema>;

/** Hex SHA-256 of the RFC 8785 form. */
export function hashOf(contract: Contract): string {
  return createHash("sha256")
    .update(canonicalize(contract) ?? "")
    .digest("hex");
}

/**
 * Hex HMAC-SHA256 under the secret that the bot made when it started this process: over everything of an order, the contract
 * by its hash. Who approved stands in CloudTrail afterwards.
 */
export function proofOf(secret: string, order: Omit<Order, "contract">): string {
  const { approval_id, hash, begin_by, approver, approvers } = order;
  const people = [approver, ...approvers].map(({ user, team }) => `${user}@${team}`);
  return createHmac("sha256", secret)
    .update([approval_id, hash, begin_by, ...people].join(" "))
    .digest("hex");
}

export function equalHex(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
