import type { WebClient } from "@slack/web-api";
import type { Log } from "../log.ts";
import type { Clock } from "../ports/clock.ts";
import type { FeedbackStore } from "../ports/feedback.ts";
import type { PostStore } from "../ports/runs.ts";
import type { Language } from "../ports/tools.ts";
import { findChannel } from "./find-channel.ts";
import type { Posting } from "./posting.ts";
import { type Complaint, weekView } from "./views/feedback.ts";
import { lastDue, type Weekly } from "./week.ts";

const WEEK_MS = 7 * 86_400_000;
const EVENT = "opsthread_feedback_week";

/** Where and when the votes of a week are told. `channel`: a name or an id. */
export interface SummaryRule extends Weekly {
  channel: string;
  language: Language;
}

/**
 * The weekly summary of votes: posted once, whenever the bot runs next after it is due. Which ones are posted is in the
 * store; one that a process died over is looked for in the channel before it is posted again.
 */
export function createWeeklySummary(deps: {
  posting: Posting;
  asking: WebClient;
  feedback: FeedbackStore;
  posts: Pick<PostStore, "ofRun">;
  clock: Clock;
  log: Log;
  rule: SummaryRule;
}) {
  const { posting, asking, feedback, posts, clock, log, rule } = deps;

  async function post(due: number, channel: string): Promise<void> {
    const week = feedback.between(due - WEEK_MS, due);
    if (week.up + week.down > 0) {
      const here = week.complaints.filter((complaint) => complaint.channel === channel);
      const listed = await Promise.all(
        here.map(async (complaint) => ({ ...complaint, link: await linkTo(complaint) })),
      );
      const span = { from: due - WEEK_MS, to: due, zone: rule.zone };
      const view = weekView(week, listed, span, rule.language);
      const metadata = { event_type: EVENT, event_payload: { due: String(due) } };
      await posting.postOnce({ channel, ...view, metadata, unfurl_links: false, unfurl_media: false }, {});
    }
    feedback.summaryPosted(due, clock.now());
  }

  async function linkTo({ runId, channel }: Omit<Complaint, "link">): Promise<string | null> {
    const ts = posts.ofRun(runId).findLast((one) => one.kind === "answer" && one.ts)?.ts;
    if (!ts) return null;
    const { permalink } = await asking.chat
      .getPermalink({ channel, message_ts: ts })
      .catch(() => ({ permalink: null }));
    return permalink ?? null;
  }

  async function stands(due: number, channel: string): Promise<boolean> {
    const oldest = String(due / 1000);
    const { messages = [] } = await asking.conversations.history({ channel, oldest, include_all_metadata: true });
    return messages.some(({ metadata }) => {
      const payload = metadata?.event_payload as { due?: string } | undefined;
      return metadata?.event_type === EVENT && payload?.due === String(due);
    });
  }

  return {
    /** Posts what is due. Called now and then; must not be called twice at a time. */
    async check(): Promise<void> {
      const due = lastDue(clock.now(), rule);
      const left = feedback.unposted();
      const isNew = feedback.claimSummary(due, clock.now());
      if (!isNew && left.length === 0) return;
      const channel = await findChannel(asking, rule.channel);
      if (!channel) {
        log.error(
          { channel: rule.channel },
          "the bot is in no channel of this name: feedback.channel in opsthread.yaml",
        );
        return;
      }
      for (const earlier of left) {
        if (await stands(earlier, channel)) feedback.summaryPosted(earlier, clock.now());
        else await post(earlier, channel);
      }
      if (isNew) await post(due, channel);
    },
  };
}
