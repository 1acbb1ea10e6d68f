import type { Language } from "../../../ports/tools.ts";
import type { AgreeingWords } from "./agreeing.ts";
import type { AttachedWords } from "./attached.ts";
import type { ChangesMade } from "./changes.ts";
import type { ContactWords } from "./contacts.ts";
import type { Estate } from "./estate.ts";
import type { Health } from "./health.ts";
import type { LogWords } from "./logs.ts";
import type { Lookups } from "./lookups.ts";
import type { NextAsks } from "./next-asks.ts";
import type { OrderWords } from "./order.ts";
import type { PastWords } from "./past.ts";
import type { PowerWords } from "./power.ts";
import type { Spending } from "./spending.ts";
import type { WrongInput } from "./wrong-input.ts";

/** Every sentence of the planner, once per language. Arguments are Markdown already. */
export interface Words extends Talk {
  offline: string;
  and: string;
  /** A period up to now. */
  lately(amount: number, unit: "m" | "h" | "d"): string;
  group(name: string): string;
  searched(what: string, accounts: string, regions: string, period: string): string;
  language: Language;
  skipped(what: string): string;
  partial(why: string): string;
  top(shown: number): string;
  latest(shown: number): string;
  noChart(why: string): string;
  file: Record<"nothing" | "which", string> & {
    posted(rows: string): string;
    failed(why: string): string;
    whole(rows: string): string;
  };
  failed(what: string): string;
  retry: string;
  tools: Record<string, string>;
  handOver: { called: string; offered: string; notSetUp: string };
  noTool(what: string): string;
  spending: Spending;
  health: Health;
  past: PastWords;
  estate: Estate;
  changes: ChangesMade;
  contacts: ContactWords;
  order: OrderWords;
  power: PowerWords;
  wrong: WrongInput;
  lookups: Lookups;
  attached: AttachedWords;
  next: NextAsks;
  cost: {
    first(period: string, scope: string, total: string): string;
    none(period: string, scope: string): string;
    cost: string;
    share: string;
    rest: string;
    sum: string;
    basis(credits: boolean): string;
    provisional(day: string): string;
    chartTitle(scope: string): string;
  };
  trail: {
    /** `on`: the one resource that was asked about. */
    deed(verb: string, thing: string, on: string | null): string;
    by(period: string, deed: string, users: string): string;
    byMany(period: string, deed: string, count: number, users: string): string;
    nobody(period: string, deed: string): string;
    onlyFailed(period: string, deed: string, count: number): string;
    events(period: string, subject: string, count: string, users: number | null): string;
    none(period: string, subject: string): string;
    /** Nothing was found, and not all was read. */
    notSure(period: string): string;
    last(time: string, user: string, event: string): string;
    of(name: string): string;
    about(name: string): string;
    changes: string;
    failures: string;
    refused: string;
    failedRows: string;
    management: string;
    columns: Record<"time" | "user" | "event" | "target" | "region" | "outcome" | "ip" | "error", string>;
    ok: string;
    failed: string;
    all: string;
  };
  logins: {
    failed(period: string, count: string, users: number, ips: number): string;
    noneFailed(period: string): string;
    all(period: string, count: string, failed: number): string;
    none(period: string): string;
  };
  guardduty: {
    first(period: string, severity: string | null, count: string, levels: string): string;
    none(period: string, severity: string | null): string;
    level(level: string): string;
    samples(count: number): string;
    archived(count: number): string;
    only(what: string): string;
    retained: string;
    columns: Record<"level" | "type" | "resource" | "region" | "last" | "count", string>;
    offer: string;
  };
  agreeing: AgreeingWords;
  logs: LogWords;
  instances: {
    /** `passing`: further states with their counts, as "stopping". */
    all(count: number, running: number, stopped: number, passing: readonly (readonly [string, number])[]): string;
    inState(state: string, count: number): string;
    one(name: string, state: string): string;
    none(what: string): string;
    state(state: string): string;
    columns: Record<"name" | "id" | "state" | "type" | "az" | "ip" | "launched", string>;
  };
  chart: {
    /** `what`: empty where the picture alone says it. */
    drawn(what: string): string;
    nothing: string;
    /** Of facts on one thing, one a row. */
    sheet: string;
    which: string;
    /** `again`: the last picture of the thread was drawn once more. */
    theme(theme: "light" | "dark", again: boolean): string;
  };
}

/** What is said without any data: questions back, courtesy, refusals. */
export interface Talk {
  ask: {
    which(subject: string, choices: string): string;
    one(subject: string, choice: string): string;
    choices: Record<string, string>;
    or: string;
  };
  say: Record<"help" | "greeting" | "thanks" | "nothing" | "howto" | "unclear" | "notYet", string> & {
    /** `offered`: the changes that can be asked for here; null where there are none. */
    forbidden(what: string, offered: string | null): string;
    examples: readonly string[];
    moreExamples: readonly string[];
  };
  /** For naming a change that is not possible: "log deletion". */
  orders: {
    verbs: Record<string, string>;
    things: Record<string, string>;
    phrase(verb: string, thing: string | null): string;
  };
}
