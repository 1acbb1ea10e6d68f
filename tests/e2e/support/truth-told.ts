import { expect } from "vitest";
import type { Part, Said } from "./truth-words.ts";

/** A reply with what may be asked of it. Each miss names what is not there. */
export interface Told {
  language: Said;
  answer: string;
  first(...parts: Part[]): void;
  has(...parts: Part[]): void;
  not(...parts: string[]): void;
  ordered(parts: Part[]): void;
  sameSet(found: readonly string[], wanted: readonly string[]): void;
  /** A percentage of the reply lies within so much of it. */
  near(value: number, within: number): void;
  /** The file posted with the reply. */
  file(): string;
}

export function toldOf(language: Said, answer: string, file: string | null): Told {
  const [first = ""] = answer.split("\n");
  const missing = (text: string, parts: Part[]) => parts.filter((part) => !holds(text, part));
  return {
    language,
    answer,
    first: (...parts) => expect({ missing: missing(first, parts), first }).toEqual({ missing: [], first }),
    has: (...parts) => expect({ missing: missing(answer, parts), answer }).toEqual({ missing: [], answer }),
    not: (...parts) => expect(parts.filter((part) => answer.includes(part))).toEqual([]),
    ordered: (parts) => {
      const at = parts.map((part) => Math.max(...[part].flat().map((way) => answer.indexOf(way))));
      expect(at).toEqual(at.toSorted((a, b) => a - b));
    },
    sameSet: (found, wanted) => expect([...new Set(found)].sort()).toEqual([...new Set(wanted)].sort()),
    near: (value, within) => {
      const shares = [...answer.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, share]) => Number(share));
      expect(shares.filter((share) => Math.abs(share - value) <= within).length).toBeGreaterThan(0);
    },
    file: () => {
      if (file === null) throw new Error("There is no file with this reply");
      return file;
    },
  };
}

const holds = (text: string, part: Part): boolean => [part].flat().some((way) => text.includes(way));

/** One row of a table holds all of these. */
export function expectRow({ answer }: Told, ...parts: Part[]): void {
  const rows = answer.split("\n").filter((line) => line.startsWith("|"));
  const found = rows.some((row) => parts.every((part) => holds(row, part)));
  expect({ found, parts, rows }).toEqual({ found: true, parts, rows });
}

/** The row that names this holds these percentages, each within so much of itself and the rounding of one digit. */
export function expectShares({ answer }: Told, name: string, wanted: number[], within: number): void {
  const row = answer.split("\n").find((line) => line.startsWith("|") && line.includes(name)) ?? "";
  const shares = [...row.matchAll(/(\d+(?:\.\d+)?)%/g)].map(([, share]) => Number(share));
  const far = wanted.filter((one) => !shares.some((share) => Math.abs(share - one) <= one * within + 0.05));
  expect({ far, row }).toEqual({ far: [], row });
}
