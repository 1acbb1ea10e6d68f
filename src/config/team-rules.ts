import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { dateFormat } from "../date-format.ts";
import { Approvals, Approvers, Rules } from "./approval-rules.ts";
import { mcpServers } from "./mcp-servers.ts";

const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

const Zone = z.string().refine((zone) => {
  try {
    return Boolean(dateFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}, "must be a zone such as Asia/Seoul or UTC");

/** When and where the votes on answers of a week are told. */
const Feedback = z.strictObject({
  channel: z.string().min(1),
  weekday: z.enum(WEEKDAYS).default("monday"),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:00, in quotes")
    .default("09:00"),
  zone: Zone.default("UTC"),
  language: z.enum(["ko", "en"]).default("en"),
});

const Account = z.strictObject({
  id: z
    .string()
    .regex(/^\d{12}$/, "must be the 12 digits of the account")
    .optional(),
  name: z.string().min(1),
  regions: z.array(z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "must be a region such as ap-northeast-2")).min(1),
  read: z.strictObject({ role: z.string().startsWith("arn:") }).optional(),
  act: z.strictObject({ role: z.string().startsWith("arn:"), free_text: z.boolean().optional() }).optional(),
  approvers: Approvers.optional(),
});

const Channel = z.strictObject({
  accounts: z.array(z.string()).min(1),
  askers: z.union([z.literal("members"), Rules]).default("members"),
  approvers: Approvers.default([]),
});

/** `opsthread.yaml`, as documented in opsthread.example.yaml. Every part may be left out. */
export const RulesFile = z.strictObject({
  accounts: z.array(Account).default([]),
  channels: z.record(z.string(), Channel).default({}),
  admins: Rules.default([]),
  approvals: Approvals,
  budgets: z
    .strictObject({
      person_day_usd: z.number().positive().default(5),
      person_day_tokens: z.number().int().positive().default(3_000_000),
      turn_usd: z.number().positive().default(1),
      turn_tokens: z.number().int().positive().default(1_000_000),
      day_usd: z.number().positive().default(50),
      day_tokens: z.number().int().positive().default(30_000_000),
      thread_tokens: z.number().int().min(10_000).default(150_000),
      turn_cost_explorer: z.number().int().positive().default(20),
      person_day_cost_explorer: z.number().int().positive().default(60),
      turn_scan_gb: z.number().positive().default(20),
      person_day_scan_gb: z.number().positive().default(20),
      cost_explorer_day: z.number().int().positive().default(100),
      logs_scan_gb: z.number().positive().default(20),
      logs_ask_gb: z.number().positive().default(5),
    })
    .prefault({}),
  retention: z
    .strictObject({
      datasets_days: z.number().int().positive().default(30),
      datasets_mb: z.number().int().positive().default(5_000),
      transcripts_days: z.number().int().positive().default(90),
    })
    .prefault({}),
  models: z
    .strictObject({
      provider: z.enum(["anthropic", "bedrock"]).optional(),
      default: z.string().optional(),
      fallback: z.enum(["offline"]).optional(),
    })
    .prefault({}),
  currency: z
    .strictObject({
      code: z.enum(["USD", "KRW"]),
      rate: z.number().positive().optional(),
      as_of: z.iso.date().optional(),
    })
    .prefault({ code: "USD" }),
  feedback: Feedback.optional(),
  /** Who is called when somebody asks for a person, or the bot is at its end. */
  oncall: z
    .strictObject({
      group: z.string().regex(/^[a-z0-9._-]+$/, "must be the handle of a user group, without @"),
      channel: z.string().min(1).optional(),
      /** At its own end the bot calls by itself, within bounds, or offers a button. */
      at_end: z.enum(["call", "offer"]).default("call"),
    })
    .optional(),
  /** `online` asks AWS's public documentation service, with the redacted words of the question. */
  aws_docs: z.enum(["online", "embedded"]).default("embedded"),
  mcp: mcpServers.default([]),
});

export type TeamRules = z.infer<typeof RulesFile>;

/**
 * The team's rules: OPSTHREAD_RULES holds their text, else OPSTHREAD_CONFIG names their file, else `opsthread.yaml` where
 * there is one. What is wrong with them is added to `problems`, a sentence each.
 */
export function readTeamRules(env: Record<string, string | undefined>, problems: string[]): TeamRules {
  const empty = RulesFile.parse({});
  const text = env.OPSTHREAD_RULES?.trim() ? env.OPSTHREAD_RULES : null;
  if (text !== null && env.OPSTHREAD_CONFIG) {
    problems.push("OPSTHREAD_RULES and OPSTHREAD_CONFIG are both set; keep the one that holds your rules");
    return empty;
  }
  const path = text === null ? (env.OPSTHREAD_CONFIG ?? "opsthread.yaml") : "OPSTHREAD_RULES";
  if (text === null && !existsSync(path)) {
    if (env.OPSTHREAD_CONFIG !== undefined) problems.push(`OPSTHREAD_CONFIG names ${path}, which does not exist`);
    return empty;
  }
  let raw: unknown;
  try {
    raw = parse(text ?? readFileSync(path, "utf8")) ?? {};
  } catch (error) {
    problems.push(`${path} is not valid YAML: ${(error as Error).message.split("\n")[0]}`);
    return empty;
  }
  const read = RulesFile.safeParse(raw);
  if (!read.success) {
    for (const issue of read.error.issues)
      problems.push(`${path}: ${issue.path.join(".") || "(top level)"}: ${issue.message}`);
    return empty;
  }
  problems.push(...contradictions(read.data).map((problem) => `${path}: ${problem}`));
  return read.data;
}

/** What may be asked about: the accounts of the rules; without any, the credentials' own, which the tools call "default". */
export function accountNames({ accounts }: Pick<TeamRules, "accounts">): string[] {
  return accounts.length > 0 ? accounts.map(({ name }) => name) : ["default"];
}

function contradictions(team: TeamRules): string[] {
  const names = accountNames(team);
  const doubles = names.filter((name, i) => names.indexOf(name) !== i);
  const unknown = Object.entries(team.channels).flatMap(([channel, { accounts }]) =>
    accounts
      .filter((a) => !names.includes(a))
      .map((a) => `channels.${channel}.accounts: there is no account named ${a}`),
  );
  const rate =
    team.currency.code === "KRW" && team.currency.rate === undefined ? ["currency.rate is needed for KRW"] : [];
  return [...doubles.map((name) => `accounts: the name ${name} is used twice`), ...unknown, ...rate];
}
