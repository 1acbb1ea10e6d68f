import type { Log } from "../log.ts";
import type { Approval } from "../ports/approvals.ts";
import type { AuditHead } from "../ports/audit.ts";
import type { SwitchTurned } from "../ports/change-switch.ts";
import type { RunStore } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import type { AuditLog } from "./audit-log.ts";
import type { Cards } from "./cards.ts";
import { placeOf } from "./intake.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import type { Posting } from "./posting.ts";
import { words } from "./text/words.ts";

/** Tells that all changes were stopped or allowed again: on open cards, in their threads, and in the log channel. */
export function createSwitchNotice(deps: {
  posting: Posting;
  cards: Pick<Cards, "refresh">;
  runs: Pick<RunStore, "get">;
  auditLog: Pick<AuditLog, "turned">;
  log: Log;
}) {
  const { posting, cards, runs, log } = deps;

  const textOf = ({ stop, by, why }: SwitchTurned, language: Language) => {
    const say = words(language).changeSwitch;
    return escapeMrkdwn((stop ? say.toldStop : say.toldAllow)(by, why));
  };

  return async function tellSwitch(turned: SwitchTurned, open: Approval[], head: AuditHead | null): Promise<void> {
    const inThread = async ({ thread, runId }: Approval) => {
      const { channel, threadTs } = placeOf(thread);
      const identity = { what: turned.stop ? "changes_stopped" : "changes_allowed", head: String(head?.seq ?? "") };
      const metadata = { event_type: "opsthread_notice", event_payload: identity };
      const text = textOf(turned, runs.get(runId)?.input.language ?? "en");
      const quiet = { unfurl_links: false, unfurl_media: false };
      await posting.postOnce({ channel, thread_ts: threadTs, text, metadata, ...quiet }, identity);
    };
    const threads = [...new Map(open.map((approval) => [approval.thread, approval])).values()];
    const told = await Promise.allSettled([
      ...open.map((approval) => cards.refresh(approval)),
      ...threads.map(inThread),
      deps.auditLog.turned(textOf(turned, turned.language), turned.language, head),
    ]);
    for (const one of told)
      if (one.status === "rejected") log.error({ err: one.reason }, "a turn of the kill switch could not be told");
  };
}
