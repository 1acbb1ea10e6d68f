import type { Message } from "../ports/model.ts";
import { currentTurn, toolCalls } from "./transcript.ts";

/** For each call of the current turn: the how-manieth it is with this name and these arguments (1 for the first). */
export function callOrdinals(messages: Message[]): Map<string, number> {
  const seen = new Map<string, number>();
  return new Map(
    toolCalls(currentTurn(messages)).map((call) => {
      const key = `${call.name} ${JSON.stringify(ordered(call.input))}`;
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return [call.id, count];
    }),
  );
}

/** The same arguments in another order are the same call. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, ordered(item)]));
}
