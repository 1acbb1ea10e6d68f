/** Labels of both axes, and the least room between two of them. */
export const AXIS_TEXT = { size: 13, numeric: true } as const;
export const MIN_GAP = 14;
/** Height that the labels of a horizontal axis take. */
export const X_LABELS = 25;
/** Between the labels of a vertical axis and the plot. */
export const Y_GAP = 8;

/** A Vega expression that looks a value's label up. Labels are figures and dates made here, never text from outside. */
export function labelLookup(labels: ReadonlyMap<number, string>): string {
  return `${JSON.stringify(Object.fromEntries(labels))}[datum.value]`;
}
