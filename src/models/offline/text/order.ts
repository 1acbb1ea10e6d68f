import type { Missing } from "../orders/order.ts";
import type { PowerEnd } from "./power.ts";

/** Sentences on changes other than of power. Arguments are Markdown already. */
export interface OrderWords {
  ended: Record<PowerEnd, (target: string) => string>;
  refused: string;
  /** Where this change is not enabled. */
  off: string;
  missing: Record<Missing, string>;
}
