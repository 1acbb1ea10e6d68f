import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { lowestOf } from "../../../src/approvals/lowest-tiers.ts";
import { targetsNotNamed } from "../../../src/approvals/named-targets.ts";
import type { Preview } from "../../../tools/results.ts";
import { hand, orderFor, SECRET, traceOf } from "./orders.ts";
import { NOW, type SampleAccount, startOwnAccount } from "./sample-account.ts";
import { haneul, startToolServer, startToolServerProcess, type ToolServer } from "./tool-server.ts";

interface Spoken {
  ko: string;
  en: string;
}

/** What came of an approved proposal, and how AWS's records tell it. */
export interface CarriedOut {
  preview: Preview;
  outcome: { kind: string; requestId: string | null; text: Spoken };
  verification: { ok: boolean | null; text: Spoken; output?: { target: string; text: string }[] };
  trace: { kind: string; eventId: string | null };
}

export interface ActionSite {
  account: SampleAccount;
  read: ToolServer;
  act: ToolServer;
  propose(tool: string, input: object): Promise<Preview>;
  /** The sentence with which it is refused, after its code. */
  refusal(tool: string, input: object): Promise<string>;
  /** Previews, hands over as if approved, lets sample time pass, verifies, and asks what became of it. */
  carryOut(tool: string, input: object, passes?: number): Promise<CarriedOut>;
  /** What was sent to AWS of this operation, as it arrived. */
  sent(operation: string): Promise<Record<string, unknown>[]>;
}

let started: Promise<ActionSite> | null = null;

/**
 * One account that actions may change, with both servers: shared by the test files of a worker, which take care to
 * change different things. Its time moves by what `carryOut` lets pass.
 */
export function actionSite(): Promise<ActionSite> {
  started ??= start();
  return started;
}

async function start(): Promise<ActionSite> {
  const clock = join(mkdtempSync(join(tmpdir(), "opsthread-actions-")), "clock.json");
  let set = { now: Date.parse(NOW), at: Date.now() };
  const now = () => set.now + Date.now() - set.at;
  /** Time goes on between the files of a worker as well, and must never go back. */
  const pass = (ms: number) => {
    set = { now: now() + ms, at: Date.now() };
    writeFileSync(clock, JSON.stringify({ now: new Date(set.now).toISOString(), set_at: set.at }));
  };
  pass(0);
  const account = await startOwnAccount({ args: ["--clock-file", clock] });
  process.once("exit", () => {
    account.abandon();
    rmSync(dirname(clock), { recursive: true, force: true });
  });
  const config = { accounts: [{ ...haneul, act: { ...haneul.act, free_text: true } }] };
  const extra = { OPSTHREAD_CLOCK_FILE: clock };
  const [read, act] = await Promise.all([
    startToolServer({ env: account.env("read"), config, extra: { ...extra, OPSTHREAD_OFFER_ACTIONS: "1" } }),
    startToolServerProcess({
      role: "act",
      env: account.env("act"),
      config,
      extra: { ...extra, OPSTHREAD_ACT_SECRET: SECRET },
    }),
  ]);
  const propose = async (tool: string, input: object) => {
    const answer = await read.call(tool, input);
    if (answer.code !== null) throw new Error(`${tool}: ${answer.code}: ${answer.text}`);
    // What the bot holds against each other before it posts a card.
    const hidden = targetsNotNamed(answer.preview);
    if (hidden.length > 0) throw new Error(`${tool}: the card does not name ${hidden.join(", ")}`);
    const { tier } = answer.preview;
    if (tier !== lowestOf(tool)) throw new Error(`${tool}: of ${tier} here, of ${lowestOf(tool)} for the bot`);
    return answer.preview;
  };
  return {
    account,
    read,
    act,
    propose,
    async refusal(tool, input) {
      const answer = await read.call(tool, input);
      return `${answer.code}: ${answer.text}`;
    },
    async carryOut(tool, input, passes = 300_000) {
      const preview = await propose(tool, input);
      const order = orderFor(preview.call);
      const sentAt = new Date(now()).toISOString();
      const executed = await hand(act, "act_execute", order);
      pass(passes);
      const verified = await hand(act, "act_verify", order);
      const traced = await traceOf(act, order, sentAt);
      return {
        preview,
        outcome: executed.structured.outcome ?? {
          kind: "refused",
          requestId: null,
          text: { ko: executed.text, en: executed.text },
        },
        verification: verified.structured.verification,
        trace: traced.structured.reconciliation,
      } as CarriedOut;
    },
    async sent(operation) {
      const entries = (await account.journal()).filter((entry) => entry.operation === operation);
      return entries.map(({ input }) => input);
    },
  };
}

/** Facts of a card by their codes. */
export const factsOf = ({ facts }: Preview, language: keyof Spoken = "en"): Record<string, string> =>
  Object.fromEntries(facts.map(({ code, value }) => [code, value[language]]));
