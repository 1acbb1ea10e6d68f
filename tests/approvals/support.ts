import { createClockWatch } from "../../src/approvals/clock-watch.ts";
import { createDecisions } from "../../src/approvals/decisions.ts";
import { createExecution } from "../../src/approvals/execution.ts";
import type { ApprovalRules } from "../../src/approvals/policy.ts";
import { createProposals } from "../../src/approvals/proposals.ts";
import type { ActHost, ActOrder, ActOutcome, Reconciliation } from "../../src/ports/act-host.ts";
import type { Approval, ApprovalStore } from "../../src/ports/approvals.ts";
import type { Audit } from "../../src/ports/audit.ts";
import type { Stop } from "../../src/ports/change-switch.ts";
import type { Clock } from "../../src/ports/clock.ts";
import type { DecisionRequest } from "../../src/ports/decisions.ts";
import type { Directory, Person } from "../../src/ports/directory.ts";
import type { ProposalRequest } from "../../src/ports/proposals.ts";
import type { Preview } from "../../src/ports/tools.ts";
import { createApprovalStore } from "../../src/store/approvals.ts";
import { createAudit } from "../../src/store/audit.ts";
import { type Database, openDatabase } from "../../src/store/database.ts";
import { testClock } from "../store/support.ts";

export const preview: Preview = {
  call: {
    tool: "ec2_reboot_instances",
    account: { id: "417205938164", name: "haneul-prod" },
    region: "ap-northeast-2",
    args: { instance_ids: ["i-0a1"] },
    fingerprint: { "i-0a1.state": "running" },
  },
  title: { ko: "EC2 인스턴스 재부팅", en: "Reboot EC2 instance" },
  target: { ko: "order-api-2 (i-0a1)", en: "order-api-2 (i-0a1)" },
  facts: [],
  effect: { ko: "1–2분 동안 응답하지 않습니다.", en: "It does not answer for 1–2 minutes." },
  undo: { ko: "되돌릴 것이 없습니다.", en: "There is nothing to undo." },
  tier: "T2",
};

/** The same kind of change to another instance. */
export const previewOf = (id: string, more: Partial<Preview> = {}): Preview => ({
  ...preview,
  target: { ko: `order-api (${id})`, en: `order-api (${id})` },
  ...more,
  call: { ...preview.call, args: { instance_ids: [id] } },
});

const notYet: Reconciliation = {
  kind: "open",
  eventId: null,
  requestId: null,
  at: "2026-11-20T00:02:00Z",
  text: { ko: "아직 기록이 없습니다", en: "no record yet" },
};

const person = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  name: id,
  zone: "Asia/Seoul",
  language: "ko",
  isGuest: false,
  isBot: false,
  isActive: true,
  team: "T1",
  ...more,
});

interface Kept {
  db: Database;
  approvals: ApprovalStore;
  audit: Audit;
}

function openAlone(dir: string, clock: Clock): Kept {
  const db = openDatabase(dir);
  return { db, approvals: createApprovalStore(db), audit: createAudit(db, clock) };
}

/** The store, the state machine and a scripted act host around one proposal of U1 in thread C1:1. */
export function approvalBench(
  outcomes: (ActOutcome | Error)[] = [],
  dir = ":memory:",
  clock = testClock(),
  open: (dir: string, clock: Clock) => Kept = openAlone,
) {
  const { db, approvals: store, audit } = open(dir, clock);
  const people: Record<string, Person> = Object.fromEntries(
    [
      person("U1"),
      person("U2"),
      person("U3"),
      person("U4"),
      person("U6", { team: "T9" }),
      person("U5", { isBot: true }),
      person("U9", { isGuest: true }),
      person("U8", { isActive: false }),
    ].map((p) => [p.id, p]),
  );
  const group = { members: ["U1", "U2"], down: false };
  const directory: Directory = {
    person: async (id) => people[id] ?? Promise.reject(new Error("user_not_found")),
    groupMembers: async () => (group.down ? Promise.reject(new Error("usergroups.users.list: 500")) : group.members),
    groupId: async () => "S1",
    channelName: async () => "ops",
  };
  const orders: ActOrder[] = [];
  const reconciled: Reconciliation[] = [];
  const told: { state: Approval["state"]; done: boolean }[] = [];
  const act: ActHost = {
    ready: async () => {},
    async execute(order) {
      orders.push(order);
      const outcome = outcomes.shift() ?? {
        kind: "succeeded",
        requestId: "req-1",
        at: "2026-11-20T00:00:07Z",
        text: { ko: "보냈습니다", en: "sent" },
      };
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    verify: async () => ({
      ok: true,
      text: { ko: "상태 검사 2/2 통과", en: "status checks 2/2 passed" },
      at: "2026-11-20T00:01:00Z",
    }),
    reconcile: async () => reconciled.shift() ?? notYet,
    close: async () => {},
  };
  const stop: { now: Stop | null } = { now: null };
  const stopped = () => stop.now;
  const lookAtClock = createClockWatch({ store, audit, clock });
  const common = { store, audit, clock, stopped, lookAtClock };
  const rules: ApprovalRules = {
    self: false,
    raise: { prod: "T3" },
    pendingMs: 15 * 60_000,
    limits: { openPerThread: 3, openPerPerson: 5, perHour: 10 },
  };
  const accounts = [{ name: "haneul-prod", id: "417205938164", regions: ["ap-northeast-2", "us-east-1"] }];
  const proposals = createProposals({
    ...common,
    ...{ rules, accounts, enabled: true },
    isPrivate: (runId) => runId === "dm",
  });
  const decisions = createDecisions({
    ...common,
    directory,
    homeTeam: () => "T1",
    approverRules: async () => [["group:aws-approvers"]],
  });
  const execution = createExecution({
    ...common,
    act,
    changed: async ({ state }, done) => void told.push({ state, done }),
  });
  const propose = (runId = "r1", toolCallId = "c1", more: Partial<ProposalRequest> = {}) =>
    proposals.propose({
      ...{ thread: "C1:1", runId, toolCallId, requester: "U1", preview, reads: [], rationale: null },
      ...{ accounts: ["haneul-prod"], knows: () => true },
      ...more,
    });
  const click = (
    approvalId: string,
    user: string,
    decision: "approved" | "denied" = "approved",
    more: Partial<DecisionRequest> = {},
  ) => decisions.decide({ approvalId, decision, user: { id: user, team: "T1" }, thread: "C1:1", ...more });
  const said = () =>
    db.prepare("SELECT what, detail FROM audit ORDER BY seq").all() as { what: string; detail: string }[];
  return {
    ...{ db, clock, store, people, group, orders, told, act, audit, propose, click, execution, decisions, rules, stop },
    ...{ stopped, lookAtClock, reconciled, said, directory },
  };
}

export function proposed(
  result: { kind: "proposed"; approvalId: string } | { kind: "refused"; text: { ko: string; en: string } },
): string {
  if (result.kind !== "proposed") throw new Error(result.text.en);
  return result.approvalId;
}
