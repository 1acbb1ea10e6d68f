import { isPlainNumber } from "./cells.ts";
import type { Cell, Columns, Job } from "./request.ts";

const AMOUNTS = ["value", "previous", "low", "high"] as const satisfies readonly (keyof Columns)[];

/** The job with its dollars told in the currency its look names; the overlay's line is converted by the look. */
export function inCurrency(job: Job): Job {
  const rate = dollarRate(job.look);
  if (rate === 1) return job;
  const convert = (cells: Cell[]): Cell[] =>
    cells.map((cell) => {
      if (typeof cell === "string") return isPlainNumber(cell) ? Number(cell) * rate : cell;
      return cell === null ? null : cell * rate;
    });
  const cells = { ...job.cells };
  for (const part of AMOUNTS) if (cells[part]) cells[part] = convert(cells[part]);
  const { change } = job.look;
  return {
    ...job,
    cells,
    fields: job.fields.map((each) => (each.field.kind === "money" ? { ...each, cells: convert(each.cells) } : each)),
    look: {
      ...job.look,
      ...(change ? { change: { ...change, previousTotal: change.previousTotal * rate } } : {}),
    },
  };
}

/** 1 where nothing is converted: other units, no currency named, or a rate that is none. */
export function dollarRate({ unit, currency }: Job["look"]): number {
  return unit === "usd" && currency && currency.rate > 0 && currency.rate < 1e6 ? currency.rate : 1;
}
