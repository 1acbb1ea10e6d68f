import type { Block } from "../slack/entities.ts";
import { type CardReport, cardOf, type TurnReport, turnEndOf } from "./records.ts";
import type { Shown } from "./thread/thread-text.ts";
import type { Ending } from "./turn.ts";

interface Said {
  ts: string;
  /** The short name of who said it. */
  user: string;
  text: string;
  blocks: Block[];
}

/** What `npm run ask -- --json` prints. */
export interface AskReport {
  thread: (Said & { files: { name: string; path: string | null; alt: string }[] })[];
  ephemerals: (Said & { to: string })[];
  turns: TurnReport[];
  approvals: { id: string; tool: string; args: unknown; hash: string; state: string; decidedBy: string | null }[];
}

export function askReport(
  shown: Shown[],
  nameOf: (id: string) => string,
  pathOf: (fileId: string) => string | undefined,
): AskReport {
  const said = ({ message }: Shown): Said => {
    const { ts, user, text, blocks } = message;
    return { ts, user: nameOf(user), text, blocks };
  };
  const messages = shown.map(({ message }) => message);
  return {
    thread: shown
      .filter(({ onlyFor }) => onlyFor === undefined)
      .map((one) => ({
        ...said(one),
        files: one.message.files.map(({ id, name, alt }) => ({ name, path: pathOf(id) ?? null, alt })),
      })),
    ephemerals: shown.flatMap((one) => (one.onlyFor === undefined ? [] : [{ ...said(one), to: nameOf(one.onlyFor) }])),
    turns: turnsOf(messages),
    approvals: messages.flatMap((message) => {
      const card = cardOf(message);
      return card ? [approval(card, nameOf)] : [];
    }),
  };
}

/** A turn that waited for an approval ends twice; its last end has the whole of it. */
function turnsOf(messages: Shown["message"][]): TurnReport[] {
  const byRun = new Map<string, TurnReport>();
  for (const end of messages.map(turnEndOf)) if (end) byRun.set(end.runId, end.report);
  return [...byRun.values()];
}

function approval({ id, tool, args, hash, state, decidedBy }: CardReport, nameOf: (id: string) => string) {
  return { id, tool, args, hash, state, decidedBy: decidedBy === null ? null : nameOf(decidedBy) };
}

/** 0 answered, 1 failed (also: not in time, not heard), 2 waiting for an approval. */
export function exitCode(endings: Ending[]): number {
  if (endings.some((ending) => ending === "failed" || ending === "timeout" || ending === "unheard")) return 1;
  return endings.at(-1) === "waiting" ? 2 : 0;
}
