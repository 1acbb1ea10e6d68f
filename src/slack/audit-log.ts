import type { KnownBlock } from "@slack/types";
import type { Log } from "../log.ts";
import type { Approval } from "../ports/approvals.ts";
import type { AuditHead } from "../ports/audit.ts";
import type { Language } from "../ports/tools.ts";
import type { Posting } from "./posting.ts";
import { words } from "./text/words.ts";
import { section } from "./views/card.ts";
import type { CardReader } from "./views/card-parts.ts";
import { decidedCard } from "./views/decided-card.ts";

/**
 * Writes each ended request and each turn of the kill switch into a channel of its own, with the head of the audit as it was
 * then: who rewrites the database afterwards cannot rewrite that. Nothing where no channel is configured.
 */
export function createAuditLog(deps: {
  posting: Posting;
  /** A channel's id, or its name. */
  channel: string | null;
  reader: (approval: Approval) => Promise<CardReader>;
  log: Log;
}) {
  const { posting, channel, log } = deps;

  async function post(
    { text, blocks }: { text: string; blocks: KnownBlock[] },
    headLine: string,
    identity: { head: string; approval_id?: string },
  ): Promise<void> {
    if (channel === null) return;
    await posting.postOnce(
      {
        channel: /^[CG][A-Z0-9]{6,}$/.test(channel) ? channel : `#${channel.replace(/^#/, "")}`,
        text,
        blocks: [...blocks, { type: "context", elements: [{ type: "mrkdwn", text: headLine, verbatim: true }] }],
        metadata: { event_type: "opsthread_audit", event_payload: identity },
        ...{ unfurl_links: false, unfurl_media: false },
      },
      identity,
    );
  }

  return {
    /** Never throws. */
    async ended(approval: Approval, head: AuditHead | null): Promise<void> {
      if (channel === null || head === null) return;
      try {
        const reader = await deps.reader(approval);
        const { text, blocks } = decidedCard(approval, { ...reader, mayUndo: false, mayRepeat: false });
        const { card } = words(reader.language);
        const at = headOf(head);
        const line = card.auditHead(approval.id.slice(0, 12), at);
        await post({ text, blocks: blocks.slice(0, 2) }, line, { approval_id: approval.id, head: at });
      } catch (error) {
        log.error({ err: error, approvalId: approval.id }, "the log channel could not be written to");
      }
    },

    /** `text`: mrkdwn made by our code. */
    async turned(text: string, language: Language, head: AuditHead | null): Promise<void> {
      if (head === null) return;
      const at = headOf(head);
      await post({ text, blocks: [section(text)] }, words(language).changeSwitch.auditHead(at), { head: at });
    },
  };
}

const headOf = ({ seq, hash }: AuditHead) => `${seq}:${hash}`;

export type AuditLog = ReturnType<typeof createAuditLog>;
