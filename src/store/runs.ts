import { redactDeep } from "../../redaction/redact.ts";
import type { Clock } from "../ports/clock.ts";
import type { Runs } from "../ports/history.ts";
import type { RunRow, RunState, RunStore } from "../ports/runs.ts";
import type { ToolCallRecord, TurnRecord } from "../ports/turn.ts";
import { type Database, writing } from "./database.ts";
import { createSpending } from "./spending.ts";

interface Row {
  run_id: string;
  input: string;
  state: RunState;
  record: string | null;
}

type ModelCall = Parameters<Runs["modelCall"]>[1];

/** Turns and what each of them cost. `remember`: in the same transaction, the turn becomes part of what can be found again. */
export function createRunStore(db: Database, remember?: (runId: string, said?: string) => void): RunStore {
  const insert = db.prepare(
    `INSERT INTO runs (run_id, thread, asker, input, state, started_at)
     VALUES (@runId, @thread, @asker, @input, 'running', @now) ON CONFLICT DO NOTHING`,
  );
  const select = db.prepare<[string], Row>("SELECT run_id, input, state, record FROM runs WHERE run_id = ?");
  const newest = db.prepare<[string, number], Row>(
    "SELECT run_id, input, state, record FROM runs WHERE thread = ? ORDER BY started_at DESC, rowid DESC LIMIT ?",
  );
  const running = db.prepare<[string], Row>(
    "SELECT run_id, input, state, record FROM runs WHERE state = 'running' AND input ->> '$.input.modelId' = ?",
  );
  const started = db.prepare<[string], number>("SELECT started_at FROM runs WHERE run_id = ?").pluck();
  const end = db.prepare("UPDATE runs SET state = @state, record = @record, ended_at = @now WHERE run_id = @runId");
  const giveUp = db.prepare("UPDATE runs SET state = 'failed', ended_at = ? WHERE run_id = ? AND state = 'running'");
  const ending = db.prepare("UPDATE runs SET record = ? WHERE run_id = ?");
  const calls = toolCallsOf(db);
  const message = db.prepare("SELECT 1 FROM messages WHERE run_id = ? LIMIT 1").pluck();

  return {
    begin({ runId, input, place }, now) {
      const row = {
        runId,
        thread: input.thread,
        asker: input.asker.id,
        input: JSON.stringify(redactDeep({ input, place })),
        now,
      };
      return insert.run(row).changes === 1;
    },
    get(runId) {
      const row = select.get(runId);
      return row ? fromRow(row) : null;
    },
    ofThread: (thread, most) => newest.all(thread, most).map(fromRow).reverse(),
    running: (modelId) => running.all(modelId).map(fromRow),
    callsOf: calls,
    startedAt: (runId) => (started.get(runId) as unknown as number | undefined) ?? null,
    ending: (runId, record) => void ending.run(JSON.stringify(record), runId),
    end: (runId, state, record, now, said) =>
      writing(db, () => {
        end.run({ runId, state, record: JSON.stringify(record), now });
        remember?.(runId, said);
      }),
    giveUp: (runId, now) => void giveUp.run(now, runId),
    hasMessages: (runId) => message.get(runId) !== undefined,
  };
}

function fromRow(row: Row): RunRow {
  const { input, place } = JSON.parse(row.input) as Pick<RunRow, "input" | "place">;
  const record = row.record === null ? null : (JSON.parse(row.record) as TurnRecord);
  return { runId: row.run_id, input, place, state: row.state, record };
}

function toolCallsOf(db: Database): (runId: string) => ToolCallRecord[] {
  const records = db
    .prepare<[string], string>("SELECT record FROM tool_calls WHERE run_id = ? ORDER BY created_at, rowid")
    .pluck();
  return (runId) => (records.all(runId) as unknown as string[]).map((r) => JSON.parse(r) as ToolCallRecord);
}

/** The journal the agent writes while a turn runs. */
export function createRunJournal(db: Database, clock: Clock): Runs {
  const toolCall = db.prepare(
    `INSERT INTO tool_calls (run_id, call_id, record, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (run_id, call_id) DO UPDATE SET record = excluded.record`,
  );
  const modelCall = db.prepare("INSERT INTO model_calls (run_id, call, created_at) VALUES (?, ?, ?)");
  const toolCalls = toolCallsOf(db);
  const modelCalls = db.prepare<[string], string>("SELECT call FROM model_calls WHERE run_id = ? ORDER BY id").pluck();

  return {
    toolCall: (runId, record) => void toolCall.run(runId, record.id, JSON.stringify(record), clock.now()),
    modelCall: (runId, call) => void modelCall.run(runId, JSON.stringify(call), clock.now()),
    soFar(runId) {
      const calls = (modelCalls.all(runId) as unknown as string[]).map((call) => JSON.parse(call) as ModelCall);
      const tokens = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
      for (const { usage } of calls) {
        tokens.input += usage.input;
        tokens.output += usage.output;
        tokens.cacheRead += usage.cacheRead;
        tokens.cacheWrite += usage.cacheWrite;
      }
      const known = calls.every((call) => call.usd !== null);
      const usd = known ? calls.reduce((sum, call) => sum + (call.usd ?? 0), 0) : null;
      return { toolCalls: toolCalls(runId), tokens, usd, modelCalls: calls.length };
    },
    spentSince: createSpending(db),
  };
}
