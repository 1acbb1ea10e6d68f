import type { Datasets } from "../ports/datasets.ts";
import type { RunStore } from "../ports/runs.ts";
import type { Bilingual, Language } from "../ports/tools.ts";
import type { TurnRecord } from "../ports/turn.ts";
import type { Proof, ShownResult } from "./views/evidence-entries.ts";
import type { NumberedRow } from "./views/row-sample.ts";

const SHOWN_ROWS = 5;
/** A cited row further down than this is told by its number only: the press has three seconds. */
const FURTHEST_ROW = 2_000;

/** Finds what an answer rests on: the record of its turn, and the rows its thread still keeps. */
export function createProofs(deps: {
  runs: Pick<RunStore, "get" | "startedAt">;
  datasets: Pick<Datasets, "list" | "read">;
  /** What the tools are called, for people. */
  titles: () => Promise<ReadonlyMap<string, Bilingual>>;
}) {
  const { runs, datasets, titles } = deps;
  return {
    languageOf: (runId: string): Language => runs.get(runId)?.input.language ?? "en",

    async find(runId: string): Promise<Proof | "unknown" | "unfinished"> {
      const run = runs.get(runId);
      if (!run) return "unknown";
      const { record } = run;
      if (!record) return "unfinished";
      const { thread } = run.input;
      const handles = new Set([
        ...record.toolCalls.flatMap(({ dataset }) => (dataset ? [dataset] : [])),
        ...record.evidence.datasets.map(({ handle }) => handle),
      ]);
      const results = [...handles].map((handle): ShownResult => {
        const wanted = citedRows(record, handle);
        const found = datasets.read(thread, handle, Math.max(SHOWN_ROWS, ...wanted));
        if (!found) return { handle, info: null, rows: [] };
        return { handle, info: found.info, rows: chosen(found.rows, wanted) };
      });
      const known = await titles().catch(() => new Map<string, Bilingual>());
      return { run: { ...run, record }, askedAt: runs.startedAt(runId) ?? 0, results, titles: known };
    },
  };
}

export type Proofs = ReturnType<typeof createProofs>;

/** The rows that figures of the answer were found in. */
function citedRows({ evidence }: TurnRecord, handle: string): number[] {
  const origins = evidence.claims.flatMap(({ origin }) =>
    origin ? [origin, ...(origin.with ? [origin.with] : [])] : [],
  );
  const rows = origins.flatMap((origin) => {
    const row = origin.handle === handle ? /^row (\d+), /.exec(origin.how)?.[1] : undefined;
    return row === undefined ? [] : [Number(row)];
  });
  return [...new Set(rows)].filter((row) => row > 0 && row <= FURTHEST_ROW).slice(0, SHOWN_ROWS);
}

/** Cited ones, and the first ones where there is room, in their order. */
function chosen(rows: NumberedRow["cells"][], wanted: number[]): NumberedRow[] {
  const first = rows.map((_, at) => at + 1).filter((number) => !wanted.includes(number));
  return [...wanted, ...first]
    .slice(0, SHOWN_ROWS)
    .sort((a, b) => a - b)
    .flatMap((number) => {
      const cells = rows[number - 1];
      return cells ? [{ number, cells }] : [];
    });
}
