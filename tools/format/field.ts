import { capText, stripInvisible } from "../../redaction/clean-text.ts";
import type { Redactor } from "../../redaction/redact.ts";

/** Text that came from AWS or from strangers through AWS, made safe to show and to store. Null stays null. */
export type Field = (value: string | null | undefined, max?: number) => string | null;

/** Longer than any secret, so that one that begins within what is shown is seen whole. */
const MARGIN = 65_536;

/**
 * Order matters: what is hidden comes out first, then secrets, and only then the cut, which could halve a secret. Of a
 * line of megabytes only what can still be shown is looked through.
 */
export function createField(redactor: Redactor): Field {
  return (value, max = 256) =>
    value === null || value === undefined
      ? null
      : capText(redactor.redact(stripInvisible(value.slice(0, max + MARGIN))), max);
}
