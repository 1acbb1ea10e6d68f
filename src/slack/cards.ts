import { redactDeep } from "../../redaction/redact.ts";
import type { Log } from "../log.ts";
import type { Approval, ApprovalStore } from "../ports/approvals.ts";
import type { Audit, ShownCard } from "../ports/audit.ts";
import type { ChangeSwitch } from "../ports/change-switch.ts";
import type { Clock } from "../ports/clock.ts";
import type { Directory } from "../ports/directory.ts";
import type { Place, PostStore, RunStore } from "../ports/runs.ts";
import { placeOf } from "./intake.ts";
import type { Posting } from "./posting.ts";
import { words } from "./text/words.ts";
import { CardTooLarge, untilOf } from "./views/card.ts";
import { type Card, type CardReader, cardMetadata } from "./views/card-parts.ts";
import { decidedCard } from "./views/decided-card.ts";

/** Whose word counts for a request now. `rules`: the channel's own list, groups as groups, to be mentioned. */
export interface Approvers {
  ids: string[];
  rules: string[];
}

/**
 * Approval cards in their threads: posted once, and rewritten in place as the row behind them changes. The audit gets each
 * version as it was sent.
 */
export function createCards(deps: {
  posting: Posting;
  posts: PostStore;
  approvals: ApprovalStore;
  audit: Pick<Audit, "shown">;
  runs: RunStore;
  directory: Directory;
  clock: Clock;
  log: Log;
  /** Throws when it cannot be looked up. */
  approversFor: (approval: Approval) => Promise<Approvers>;
  changeSwitch: Pick<ChangeSwitch, "stop">;
}) {
  const { posting, posts, approvals, audit, runs, directory, clock, log } = deps;
  const lines = new Map<string, Promise<void>>();

  async function reader(approval: Approval): Promise<CardReader> {
    const run = runs.get(approval.runId);
    const isOpen = approval.state === "pending";
    const nobody: Approvers = { ids: [], rules: [] };
    const approvers = isOpen ? await deps.approversFor(approval).catch(() => nobody) : nobody;
    const mayApprove = (id: string) => approval.terms.self || id !== approval.requester;
    const voters = approval.votes.map(({ user }) => user);
    const people = [
      ...approvers.ids,
      approval.requester,
      ...voters,
      ...(approval.decidedBy ? [approval.decidedBy] : []),
    ];
    const names: Record<string, string> = {};
    for (const id of new Set(people)) {
      const person = await directory.person(id).catch(() => null);
      if (person) names[id] = person.name;
    }
    const language = run?.input.language ?? "en";
    const undone = approval.undoOf ? approvals.get(approval.undoOf) : null;
    const undos = approvals.undosOf(approval.id);
    return {
      language,
      zone: run?.input.zone ?? "UTC",
      names,
      stop: deps.changeSwitch.stop(),
      approvers: approvers.ids.filter(mayApprove),
      mentions: await mentions(approvers.rules.filter(mayApprove)),
      mayUndo: !undos.some(({ state }) => STANDS.has(state)),
      mayRepeat: !isByButton(approval.toolCallId) && approvals.ofCall(approval.runId, `again:${approval.id}`) === null,
      undoes: undone ? `${undone.preview.target[language]} ${undone.preview.title[language]}` : null,
    };
  }

  /** A group that cannot be looked up is left out: its members' names stand on the card. */
  async function mentions(rules: string[]): Promise<string[]> {
    const marks = rules.map(async (rule) => {
      if (!rule.startsWith("group:")) return [`<@${rule}>`];
      const id = await directory.groupId(rule.slice("group:".length)).catch(() => null);
      return id ? [`<!subteam^${id}>`] : [];
    });
    return (await Promise.all(marks)).flat();
  }

  /** `mayStand`: it may have been posted already, whatever is written down of that. */
  async function post(approvalId: string, place: Pick<Place, "channel" | "threadTs">, mayStand = false): Promise<void> {
    const approval = approvals.get(approvalId);
    const known = approval && posts.find(approval.runId, "card", approvalId);
    if (!approval || known?.state === "done") return;
    const row = { runId: approval.runId, kind: "card" as const, key: approvalId, channel: place.channel };
    posts.save({ ...row, ts: null, state: "open" }, clock.now());
    const metadata = cardMetadata(approval);
    const there =
      mayStand || known
        ? await posting.find(place.channel, place.threadTs, metadata.event_type, { approval_id: approvalId })
        : null;
    const sent = there ? { ts: there, card: null } : await send(approval, place);
    if (sent.card) audit.shown(shownAs(approval, place.channel, sent.ts, sent.card));
    posts.save({ ...row, ts: sent.ts, state: "done" }, clock.now());
    // What one that stands already looked like, the process knew that posted it.
    if (there || approvals.get(approvalId)?.state !== "pending") await refresh(approval);
  }

  return {
    reader,

    post,

    /** Those that a turn which waits has asked for, after a process that may have posted some of them. */
    async postOfRun(runId: string, place: Pick<Place, "channel" | "threadTs">): Promise<void> {
      for (const { id, toolCallId } of approvals.ofRun(runId)) if (!isByButton(toolCallId)) await post(id, place, true);
    },

    /**
     * At start: cards that a press asked for and that never came, because Slack delivers a press once. Those that stand are
     * drawn anew: the process before may have died between a vote and its card, or between a card and its record.
     */
    async recover(): Promise<void> {
      for (const approval of approvals.inState("pending")) {
        const { id, thread, toolCallId } = approval;
        await refresh(approval);
        if (isByButton(toolCallId)) await post(id, placeOf(thread), true);
      }
    },

    refresh,

    /** Reminds those who may decide, with a message of its own: an edited card notifies nobody. */
    async nudge(approval: Approval): Promise<void> {
      const look = await reader(approval);
      const who = look.mentions.join(" ");
      await say(approval, "nudge", words(look.language).card.nudged(who, untilOf(approval.expiresAt, look)));
      await refresh(approval);
    },

    /** Tells the thread how a card ended when nobody else will: an edited card notifies nobody. */
    async tellEnd(approval: Approval): Promise<void> {
      const look = await reader(approval);
      const { text } = decidedCard(approval, look);
      const why = approval.endedWhy?.[look.language] ?? approval.reconciliation?.text[look.language] ?? "";
      // Of an unknown outcome there is more to tell later, once.
      const what = approval.state === "unknown" && approval.reconciliation ? "reconciled" : approval.state;
      await say(approval, what, words(look.language).card.ended(text, why));
    },
  };

  async function say(approval: Approval, what: string, text: string): Promise<void> {
    const { channel, threadTs } = placeOf(approval.thread);
    const identity = { approval_id: approval.id, what };
    const metadata = { event_type: "opsthread_notice", event_payload: identity };
    const quiet = { unfurl_links: false, unfurl_media: false };
    await posting.postOnce({ channel, thread_ts: threadTs, text, metadata, ...quiet }, identity);
  }

  /** One after the other per card, each from the row as it is then: a late update never hides a newer one. */
  function refresh({ id }: Pick<Approval, "id">): Promise<void> {
    const line = (lines.get(id) ?? Promise.resolve()).then(() => show(id));
    lines.set(id, line);
    return line.finally(() => {
      if (lines.get(id) === line) lines.delete(id);
    });
  }

  /** A message that cannot be found or changed is only logged: the row decides. */
  async function show(id: string): Promise<void> {
    const approval = approvals.get(id);
    const post = approval && posts.find(approval.runId, "card", id);
    if (!approval || !post?.ts) return;
    const { ts, channel } = post;
    try {
      const card = draw(approval, await reader(approval));
      await posting.surely(() =>
        posting.client.chat.update({ channel, ts, ...card, metadata: cardMetadata(approval) }),
      );
      audit.shown(shownAs(approval, channel, ts, card));
    } catch (error) {
      log.error({ err: error, approvalId: id }, "a card could not be updated");
    }
    // What became of an undo decides whether the card it came from may offer it again.
    if (approval.undoOf && approval.state !== "pending") await refresh({ id: approval.undoOf });
  }

  async function send(approval: Approval, place: Pick<Place, "channel" | "threadTs">) {
    const card = draw(approval, await reader(approval));
    const to = { channel: place.channel, thread_ts: place.threadTs, unfurl_links: false, unfurl_media: false };
    const metadata = cardMetadata(approval);
    const ts = await posting.postOnce({ ...to, ...card, metadata }, { approval_id: approval.id });
    return { ts, card };
  }
}

/** Exactly what is sent, and what the audit keeps: it takes secrets out of all that it stores. */
function draw(approval: Approval, reader: CardReader): Card {
  try {
    return redactDeep(decidedCard(approval, reader));
  } catch (error) {
    if (!(error instanceof CardTooLarge)) throw error;
    return { text: words(reader.language).card.notFitting, blocks: [] };
  }
}

const shownAs = ({ id, state }: Approval, channel: string, ts: string, { text, blocks }: Card): ShownCard => ({
  ...{ approvalId: id, state, channel, ts, text, blocks },
});

/** Proposed by a button of another card, and not by a turn. */
const isByButton = (toolCallId: string): boolean => toolCallId.includes(":");

/** An undo that is on its way or has been made is not proposed again. */
const STANDS = new Set<Approval["state"]>(["pending", "approved", "executing", "succeeded", "unknown"]);

export type Cards = ReturnType<typeof createCards>;
