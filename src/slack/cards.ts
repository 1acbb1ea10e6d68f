import type { Log } from "../log.ts";
import type { Approval, ApprovalStore, Directory } from "../ports/approvals.ts";
import type { Clock } from "../ports/clock.ts";
import type { Place, PostStore, RunStore } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import type { Posting } from "./posting.ts";
import { words } from "./text/words.ts";
import { approvalCard, type CardReader, CardTooLarge, cardMetadata, decidedCard } from "./views/card.ts";

/** Approval cards in their threads: posted once, and rewritten in place as the row behind them changes. */
export function createCards(deps: {
  posting: Posting;
  posts: PostStore;
  approvals: ApprovalStore;
  runs: RunStore;
  directory: Directory;
  clock: Clock;
  log: Log;
  /** Ids of who may decide now; throws when that cannot be looked up. */
  approversFor: (approval: Approval) => Promise<string[]>;
}) {
  const { posting, posts, approvals, runs, directory, clock, log } = deps;
  const lines = new Map<string, Promise<void>>();

  async function reader(approval: Approval): Promise<CardReader> {
    const run = runs.get(approval.runId);
    const approvers = await deps.approversFor(approval).catch(() => []);
    const people = [...approvers, approval.requester, ...(approval.decidedBy ? [approval.decidedBy] : [])];
    const names: Record<string, string> = {};
    for (const id of new Set(people)) {
      const person = await directory.person(id).catch(() => null);
      if (person) names[id] = person.name;
    }
    return {
      language: run?.input.language ?? "en",
      zone: run?.input.zone ?? "UTC",
      names,
      approvers: approvers.filter((id) => approval.preview.tier === "T1" || id !== approval.requester),
    };
  }

  return {
    reader,

    async post(approvalId: string, place: Place, language: Language): Promise<void> {
      const approval = approvals.get(approvalId);
      if (!approval || posts.find(approval.runId, "card", approvalId)?.state === "done") return;
      const post = { runId: approval.runId, kind: "card" as const, key: approvalId, channel: place.channel };
      const begun = posts.find(approval.runId, "card", approvalId) !== null;
      posts.save({ ...post, ts: null, state: "open" }, clock.now());
      const metadata = cardMetadata(approval);
      const there = begun
        ? await posting.find(place.channel, place.threadTs, metadata.event_type, { approval_id: approvalId })
        : null;
      const ts = there ?? (await send(approval, place, language));
      posts.save({ ...post, ts, state: "done" }, clock.now());
      if (approvals.get(approvalId)?.state !== "pending") await refresh(approval);
    },

    refresh,
  };

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
    const { text, blocks } = decidedCard(approval, await reader(approval));
    await posting
      .patiently(() => posting.client.chat.update({ channel, ts, text, blocks, metadata: cardMetadata(approval) }))
      .catch((error: unknown) => log.error({ err: error, approvalId: id }, "a card could not be updated"));
  }

  async function send(approval: Approval, place: Place, language: Language): Promise<string> {
    const to = { channel: place.channel, thread_ts: place.threadTs, unfurl_links: false, unfurl_media: false };
    const metadata = cardMetadata(approval);
    try {
      const { text, blocks } = approvalCard(approval, await reader(approval));
      return await posting.postOnce({ ...to, text, blocks, metadata }, { approval_id: approval.id });
    } catch (error) {
      if (!(error instanceof CardTooLarge)) throw error;
      return await posting.postOnce(
        { ...to, text: words(language).card.notFitting, metadata },
        { approval_id: approval.id },
      );
    }
  }
}

export type Cards = ReturnType<typeof createCards>;
