import { describe, expect, it } from "vitest";
import type { Message } from "../../src/ports/model.ts";
import { openDatabase } from "../../src/store/database.ts";
import { createHistory } from "../../src/store/history.ts";
import { testClock } from "./support.ts";

describe("the transcript", () => {
  it("gives messages back in order, byte for byte, and per thread", () => {
    const history = createHistory(openDatabase(":memory:"), testClock());
    const thinking: Message = {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "", signature: "abc+/=" },
        { type: "text", text: "한글 \u2028 <b>" },
      ],
    };
    history.append("A", "r1", { role: "user", content: [{ type: "text", text: "hi" }] });
    history.append("A", "r1", thinking);
    history.append("B", "r2", { role: "user", content: [{ type: "text", text: "other" }] });
    expect(JSON.stringify(history.messages("A")[1])).toBe(JSON.stringify(thinking));
    expect(history.messages("A")).toHaveLength(2);
  });

  it("can begin anew: what came before is kept and no longer given, other threads stay as they are", () => {
    const db = openDatabase(":memory:");
    const history = createHistory(db, testClock());
    const said = (text: string): Message => ({ role: "user", content: [{ type: "text", text }] });
    for (const thread of ["A", "B"]) history.append(thread, "r1", said("old"));
    history.beginAnew("A", "r2", said("new"));
    history.append("A", "r2", said("newer"));
    expect(history.messages("A")).toEqual([said("new"), said("newer")]);
    expect(history.messages("B")).toEqual([said("old")]);
    history.beginAnew("A", "r3", said("newest"));
    expect(history.messages("A")).toEqual([said("newest")]);
    expect(db.prepare("SELECT count(*) FROM messages").pluck().get()).toBe(5);
  });

  it("keeps the first prefix of a thread for life", () => {
    const history = createHistory(openDatabase(":memory:"), testClock());
    const tool = { name: "t", title: "T", description: "d", inputSchema: {}, readOnly: true };
    history.prefix("A", () => ({ system: "one", tools: [tool] }));
    expect(history.prefix("A", () => ({ system: "two", tools: [] }))).toEqual({ system: "one", tools: [tool] });
    expect(history.prefix("B", () => ({ system: "two", tools: [] }))).toEqual({ system: "two", tools: [] });
  });
});
