/** A query's own work, in slices of time between which other requests are answered. */
import { setImmediate as breathe } from "node:timers/promises";
import type { QueryStatistics, ResultField } from "@aws-sdk/client-cloudwatch-logs";
import type { Call } from "../call.ts";
import type { Command } from "../insights/ast.ts";
import { fieldsOf, namesDiscovered, ownFieldsOf, pointerTo } from "../insights/fields.ts";
import { createRun } from "../insights/run.ts";
import { valueText } from "../insights/values.ts";
import { MINUTE } from "../world/calendar.ts";
import type { LogGroup } from "../world/log-groups.ts";
import { EVENT_OVERHEAD, linesInMinute } from "../world/log-lines.ts";

export interface QueryRun {
  /** Set when all is read. */
  done?: ResultField[][];
  failed?: unknown;
  statistics(): QueryStatistics;
  stop(): void;
}

interface Scope {
  call: Call;
  groups: { group: LogGroup; from: number }[];
  /** Exclusive. */
  to: number;
}

/** How long one slice may take, in real milliseconds. */
const SLICE_MS = 25;

export function runInSlices(commands: Command[], limit: number, scope: Scope): QueryRun {
  const query = createRun(commands, limit);
  const rowOf = namesDiscovered(commands) ? fieldsOf : ownFieldsOf;
  let [scanned, bytes, stopped] = [0, 0, false];
  const run: QueryRun = {
    statistics: () => ({ recordsMatched: query.matched(), recordsScanned: scanned, bytesScanned: bytes }),
    stop() {
      stopped = true;
    },
  };

  /** Newest first, so that what asks for the newest needs no more memory than it shows. */
  async function read(): Promise<void> {
    let sliceEnd = performance.now() + SLICE_MS;
    const first = Math.min(...scope.groups.map(({ from }) => from));
    for (let minute = minuteAt(scope.to - 1); minute > first - MINUTE && !stopped; minute -= MINUTE) {
      for (const { line, group } of linesAt(scope, minute)) {
        scanned += 1;
        bytes += Buffer.byteLength(line.message) + EVENT_OVERHEAD;
        query.push(rowOf(line, group.name, scope.call.account.id));
      }
      if (performance.now() < sliceEnd) continue;
      await breathe();
      sliceEnd = performance.now() + SLICE_MS;
    }
    if (!stopped) run.done = toResults(query.finish());
  }

  read().catch((error: unknown) => {
    run.failed = error;
  });
  return run;
}

const minuteAt = (time: number) => Math.floor(time / MINUTE) * MINUTE;

function linesAt({ call, groups, to }: Scope, minute: number) {
  const lines = groups.flatMap(({ group, from }) =>
    linesInMinute(call.world.setting, group, minute)
      .filter((line) => line.time >= from && line.time < to)
      .map((line) => ({ line, group })),
  );
  return lines.reverse().sort((a, b) => b.line.time - a.line.time);
}

function toResults({ columns, rows, aggregated }: ReturnType<ReturnType<typeof createRun>["finish"]>): ResultField[][] {
  const shown = aggregated ? columns : [...columns.filter((c) => c !== "@ptr"), "@ptr"];
  return rows.map((row) =>
    shown.flatMap((field) => {
      const value = row[field];
      return value === undefined
        ? []
        : [{ field, value: field === "@ptr" ? pointerTo(String(value)) : valueText(value) }];
    }),
  );
}
