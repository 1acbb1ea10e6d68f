import type { Log } from "../log.ts";
import type { Approval } from "../ports/approvals.ts";
import type { AuditHead } from "../ports/audit.ts";
import type { Posting } from "./posting.ts";
import { words } from "./text/words.ts";
import type { CardReader } from "./views/card-parts.ts";
import { decidedCard } from "./views/decided-card.ts";

/**
 * Writes each ended request into a channel of its own, with the head of the audit as it was then: who rewrites the database
 * afterwards cannot rewrite that. Null where no channel is configured.
 */
export function createAuditLog(deps: {
  posting: Posting;
  /** A channel's id, or its name. */
  channel: string | null;
  reader: (approval: Approval) => Promise<CardReader>;
  log: Log;
}) {
  const { posting, channel, log } = deps;

  return async function post(approval: Approval, head: AuditHead | null): Promise<void> {
    if (channel === null || head === null) return;
    try {
      const reader = await deps.reader(approval);
      const { text, blocks } = decidedCard(approval, { ...reader, mayUndo: false, mayRepeat: false });
      const line = words(reader.language).card.auditHead(approval.id.slice(0, 12), `${head.seq}:${head.hash}`);
      const identity = { approval_id: approval.id, head: `${head.seq}:${head.hash}` };
      await posting.postOnce(
        {
          channel: /^[CG][A-Z0-9]{6,}$/.test(channel) ? channel : `#${channel.replace(/^#/, "")}`,
          text,
          blocks: [
            ...blocks.slice(0, 2),
            { type: "context", elements: [{ type: "mrkdwn", text: line, verbatim: true }] },
          ],
          metadata: { event_type: "opsthread_audit", event_payload: identity },
          ...{ unfurl_links: false, unfurl_media: false },
        },
        identity,
      );
    } catch (error) {
      log.error({ err: error, approvalId: approval.id }, "the log channel could not be written to");
    }
  };
}
