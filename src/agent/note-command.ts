import { redact } from "../../redaction/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { NoteCommand } from "../ports/commands.ts";
import type { History } from "../ports/history.ts";
import type { Block } from "../ports/model.ts";
import { contextBlock, ofDataset } from "./transcript.ts";

/** A command is one question, one round of calls and one answer, as if a model had asked for them. */
export function createNoteCommand({ history, clock }: { history: History; clock: Clock }): NoteCommand {
  return ({ thread, runId, asker, zone, language, accounts, text }, { markdown, steps }) => {
    if (steps.length === 0 || history.messages(thread).length > 0) return;
    const ids = steps.map((_, i) => `command_${i}`);
    const context = contextBlock({ now: clock.now(), zone, language, accounts, asker: asker.name });
    const said = (role: "user" | "assistant", ...content: Block[]) => history.append(thread, runId, { role, content });
    said("user", { type: "text", text: context }, { type: "text", text: redact(text) });
    said(
      "assistant",
      ...steps.map(({ name, args }, i): Block => ({ type: "tool_use", id: ids[i]!, name, input: args })),
    );
    said(
      "user",
      ...steps.map(({ result, dataset }, i): Block => {
        const words = redact(result);
        const content = dataset === null ? words : ofDataset(dataset, words);
        return { type: "tool_result", tool_use_id: ids[i]!, content };
      }),
    );
    said("assistant", { type: "text", text: redact(markdown) });
  };
}
