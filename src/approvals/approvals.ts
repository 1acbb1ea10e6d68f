import type { Log } from "../log.ts";
import type { ActHost } from "../ports/act-host.ts";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Audit, AuditHead } from "../ports/audit.ts";
import type { StopFile, SwitchTurned } from "../ports/change-switch.ts";
import type { Clock } from "../ports/clock.ts";
import type { Directory } from "../ports/directory.ts";
import type { History } from "../ports/history.ts";
import type { InboxEntry } from "../ports/inbox.ts";
import type { RunStore } from "../ports/runs.ts";
import type { ToolHost } from "../ports/tools.ts";
import { createChangeSwitch } from "./change-switch.ts";
import { createClockWatch } from "./clock-watch.ts";
import { createDecisions } from "./decisions.ts";
import { createExecution } from "./execution.ts";
import { createKillSwitch } from "./kill-switch.ts";
import type { ChangeableAccount } from "./named-targets.ts";
import { type ApprovalRules, type ApproverRule, approversOf, type People } from "./policy.ts";
import { createProposals } from "./proposals.ts";
import { createProposedAgain } from "./proposed-again.ts";
import { createReconciliation } from "./reconciliation.ts";
import { createReports } from "./reports.ts";
import { createSwitchWatch } from "./switch-watch.ts";

const SWEEP_MS = 5_000;
const RECONCILE_MS = 20_000;
/** SSM knows of a command at once, CloudTrail at times. */
const SOON_MS = 3_000;
const NOT_WATCHED = "a turn of the kill switch could not be recorded or told";
const LOOKING = "AWS's records could not be asked";

/** What people see of a change, once there is a Slack. */
export interface ChangesInSight {
  directory: Directory;
  homeTeam: () => string;
  cards: { refresh(approval: Approval): Promise<void>; tellEnd(approval: Approval): Promise<void> };
  /** Into the log channel; must not throw. */
  auditLog: (approval: Approval, head: AuditHead | null) => Promise<void>;
  /** Into the log channel and the threads of these open requests; must not throw. */
  tellSwitch: (turned: SwitchTurned, open: Approval[], head: AuditHead | null) => Promise<void>;
}

/** From a proposal to what was verified of it: all parts of it wired together, with the clocks that drive them. */
export function createApprovals(deps: {
  store: ApprovalStore;
  audit: Audit;
  /** Null: nothing can be changed. */
  act: ActHost | null;
  clock: Clock;
  log: Log;
  runs: RunStore;
  history: History;
  toolHost: Pick<ToolHost, "call">;
  inbox: { add: (entry: InboxEntry) => boolean };
  rules: ApprovalRules;
  accounts: readonly ChangeableAccount[];
  killSwitch: { enabled: boolean; file: StopFile; rules: { stop: ApproverRule[]; allow: ApproverRule[] } };
  /** The lists an approver has to be in: of the channel the request came from, and of the account. */
  approverRules: (approval: Approval) => Promise<ApproverRule[][]>;
  /** Asked only after the start. */
  inSight: () => ChangesInSight;
}) {
  const { store, audit, act, clock, log, runs, history, toolHost, inbox, rules, approverRules, inSight } = deps;
  const stopped = createKillSwitch(deps.killSwitch);
  const watch = createSwitchWatch({
    audit,
    stopped,
    async turned(turn) {
      const open = [...store.inState("pending"), ...store.inState("approved")];
      await inSight().tellSwitch(turn, open, audit.head());
    },
  });
  const directory: People = {
    person: (id) => inSight().directory.person(id),
    groupMembers: (handle) => inSight().directory.groupMembers(handle),
  };
  const homeTeam = () => inSight().homeTeam();
  const lookAtClock = createClockWatch({ store, audit, clock });
  const common = { store, audit, clock, stopped, lookAtClock };
  const timers: NodeJS.Timeout[] = [];

  const proposals = createProposals({
    ...common,
    enabled: act !== null,
    rules,
    accounts: deps.accounts,
    isPrivate: (runId) => runs.get(runId)?.place.isDm ?? true,
  });
  const report = createReports({
    ...{ store, history, inbox, clock },
    languageOf: ({ runId }) => runs.get(runId)?.input.language ?? "en",
    personName: async (id) =>
      (
        await inSight()
          .directory.person(id)
          .catch(() => ({ name: id }))
      ).name,
  });
  const tell = async (approval: Approval) => {
    if ((await report(approval.id)) === "silent") await inSight().cards.tellEnd(approval);
    await inSight().auditLog(approval, audit.head());
  };
  const reconciliation = createReconciliation({
    ...{ store, audit, act, clock },
    tell: (approval) => inSight().cards.tellEnd(approval),
    show: (approval) => inSight().cards.refresh(approval),
  });
  const execution = createExecution({
    ...common,
    act,
    async changed(approval, done) {
      try {
        await inSight().cards.refresh(approval);
        if (!done) return;
        await tell(approval);
        await reconciliation.look();
        timers.push(setTimeout(() => inBackground(LOOKING, reconciliation.look()), SOON_MS));
      } catch (error) {
        log.error({ err: error, approvalId: approval.id }, "a decided approval could not be reported");
      }
    },
  });
  const inBackground = (what: string, job: Promise<unknown>) => {
    job.catch((error: unknown) => log.error({ err: error }, what));
  };
  const every = (ms: number, what: string, job: () => Promise<unknown>) =>
    void timers.push(setInterval(() => inBackground(what, job()), ms));

  return {
    proposals,
    ...createProposedAgain({ store, proposals, runs, history, toolHost }),
    decisions: createDecisions({
      ...common,
      approverRules,
      directory,
      homeTeam,
    }),
    changeSwitch: createChangeSwitch({
      ...{ ...deps.killSwitch, stopped, watch, directory, homeTeam, clock, log },
      enabled: act !== null,
    }),
    /** Who may decide now, and the first list as it is written: whom to mention. */
    async approversFor(approval: Approval): Promise<{ ids: string[]; rules: ApproverRule[] }> {
      const lists = await approverRules(approval);
      return { ids: await approversOf(lists, inSight().directory), rules: lists[0] ?? [] };
    },
    /** Begins an approved change; returns at once. */
    execute: (id: string) => inBackground("an approved change could not be run", execution.run(id)),
    /** The conversation hears of a decision against a change; returns at once. */
    report(id: string) {
      const approval = store.get(id);
      if (approval) inBackground("a decision could not be reported", tell(approval));
    },
    /** Takes up what a dead process left, then looks after open requests until `stop`. */
    start() {
      inBackground("unfinished changes could not be looked after", execution.recover());
      every(SWEEP_MS, "expired requests could not be ended", execution.sweep);
      const look = async () => watch.look();
      inBackground(NOT_WATCHED, look());
      every(SWEEP_MS, NOT_WATCHED, look);
      every(RECONCILE_MS, LOOKING, reconciliation.look);
    },
    /** Begins nothing more and waits for calls under way. */
    async stop(withinMs: number) {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([execution.stop(withinMs), reconciliation.stop()]);
    },
  };
}
