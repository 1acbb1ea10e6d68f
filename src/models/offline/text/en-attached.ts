import type { AttachedWords } from "./attached.ts";

const OF = { sum: "Sum", avg: "Average", max: "Largest", min: "Smallest" };
const those = (which: string[]): string => which.map((each) => ` ${each}`).join("");

export const EN_ATTACHED: AttachedWords = {
  empty: "**The rows of the attached file are not there any more.** Their time may be over; please attach it again.",
  noun: (of, isOne) => (isOne ? of.slice(0, -1) : of),
  has: (value) => `with ${value}`,
  contains: (words) => `containing ${words}`,
  count: (file, noun, which, matches, all) => `**${file}: ${matches} ${noun}${those(which)}** (of ${all} rows).`,
  all: (file, rows) => `**${file}: ${rows} rows in all.**`,
  basis: (marks) => `Counted: ${marks}.`,
  measured: (file, which, of, column, value) => `**${file}: ${OF[of]} of ${column}${those(which)}: ${value}**`,
  holds: (file, rows, columns) => `**${file}: ${rows} rows with the columns ${columns}.**`,
  at: (time, zone) => `At ${time} ${zone}.`,
  between: (first, last, zone) => `Between ${first} and ${last} ${zone}.`,
  top: (file, shown, of, column) => `**${file}: top ${shown} ${of ?? "rows"} by ${column}**`,
  most: (by) => `Most by ${by}:`,
  columns: (shown, all) => `${shown} of ${all} columns are shown.`,
};
