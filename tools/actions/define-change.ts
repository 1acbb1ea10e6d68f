import { z } from "zod";
import type { AccountConfig } from "../config.ts";
import { type Action, type ActSite, defineAction, type Permissions, type Verification } from "../define-action.ts";
import { type Call, defineTool } from "../define-tool.ts";
import type { Bilingual, Fact, Preview, Scalar, TierReason } from "../results.ts";
import type { SharedFields } from "../shared-fields.ts";
import { type ActAccount, accountFact, actAccount } from "./act-account.ts";
import { actReach, type Reach, readReach } from "./reach.ts";
import { isProduction, tierReasons } from "./tier-reasons.ts";

/** What would be done, worked out from what AWS says now. Every word from AWS has passed `call.field`. */
export interface Plan<Args> {
  region: string;
  args: Args;
  target: Bilingual;
  facts: Fact[];
  effect: Bilingual;
  undo: Bilingual;
  tier: Preview["tier"];
  why: TierReason["code"][];
  /** Of all targets, for telling whether one of them is production. */
  tags: (readonly [string, string])[];
  /** Names to type, ids where there are none. */
  confirm: string;
  loses?: Bilingual;
  /** Its input lacks only the account. */
  undoBy?: { tool: string; input: Record<string, unknown> };
  list?: NonNullable<Preview["list"]>;
  calls?: number;
}

export interface PlanSite extends ActAccount {
  call: Call;
  reach(region: string): Reach;
}

type Sent = { requestId: string | null; text: Bilingual };

/** One kind of change: what all of them share (reason, account, card, staleness) is added by `defineChange`. */
export interface Change<Args extends object, Fields extends z.ZodRawShape> {
  /** The tool's name. */
  name: string;
  title: Bilingual;
  description: string;
  /** Where the configuration has to allow the whole kind; absent: always. */
  offered?(accounts: readonly AccountConfig[]): boolean;
  fields(shared: SharedFields): Fields;
  /** Strict: the canonical arguments. */
  args: z.ZodType<Args>;
  plan(input: z.infer<z.ZodObject<Fields>>, site: PlanSite): Promise<Plan<NoInfer<Args>>>;
  permissions(args: NoInfer<Args>, at: { account: { id: string }; region: string }): Permissions;
  /** What must still be so when the change is sent; the same code reads it before and after the approval. */
  fingerprint(args: NoInfer<Args>, reach: Reach): Promise<Record<string, Scalar>>;
  send(args: NoInfer<Args>, site: Omit<ActSite, "signal">): Promise<Sent>;
  verify(args: NoInfer<Args>, site: ActSite, reach: Reach): Promise<Verification>;
}

export function defineChange<Args extends object, Fields extends z.ZodRawShape>(change: Change<Args, Fields>): Action {
  const tool = defineTool({
    name: change.name,
    title: change.title,
    description: change.description,
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
    input: (shared) =>
      z.strictObject({
        ...change.fields(shared),
        reason: z.string().max(500).optional().describe("Why, in one sentence."),
        account: shared.account,
      }),
    run: async (input, call) => ({
      kind: "preview",
      preview: await preview(change, input as z.infer<z.ZodObject<Fields>> & { account?: string }, call),
    }),
  });
  return defineAction<Args>({
    tool: tool as never,
    ...(change.offered ? { offered: change.offered } : {}),
    args: change.args,
    permissions: change.permissions,
    fingerprint: (args, site) => change.fingerprint(args, actReach(site)),
    send: change.send,
    verify: (args, site) => change.verify(args, site, actReach(site)),
  });
}

async function preview<Args extends object, Fields extends z.ZodRawShape>(
  change: Change<Args, Fields>,
  input: z.infer<z.ZodObject<Fields>> & { account?: string },
  call: Call,
): Promise<Preview> {
  const at = await actAccount(input.account, call);
  const reach = (region: string) => readReach(at.account, at.id, region, call);
  const plan = await change.plan(input, { ...at, call, reach });
  const { region, args, facts, why, tags, undoBy, ...rest } = plan;
  const fingerprint = await change.fingerprint(args, reach(region));
  const { tier, target, effect, undo, confirm, loses, list, calls } = rest;
  return {
    call: {
      tool: change.name,
      account: { id: at.id, name: at.account.name },
      region,
      args: args as Record<string, unknown>,
      fingerprint,
    },
    title: change.title,
    target,
    facts: [accountFact(at, region), ...facts],
    effect,
    undo,
    tier,
    tierReasons: tierReasons(...why, ...(isProduction(tags) ? (["prod"] as const) : [])),
    confirm,
    ...(loses ? { loses } : {}),
    ...(undoBy ? { undoBy: { tool: undoBy.tool, input: { ...undoBy.input, account: at.account.name } } } : {}),
    ...(list ? { list } : {}),
    ...(calls ? { calls } : {}),
  };
}
