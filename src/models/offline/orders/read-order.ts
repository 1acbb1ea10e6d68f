import { alarmOrder } from "./alarms.ts";
import { databaseOrder } from "./databases.ts";
import { endingOrder } from "./ending-instances.ts";
import { findingOrder } from "./findings.ts";
import { functionOrder } from "./functions.ts";
import { hostOrder } from "./hosts.ts";
import type { Order, ReadOrder } from "./order.ts";
import { retentionOrder } from "./retention.ts";
import { scalingOrder } from "./scaling.ts";
import { serviceOrder } from "./services.ts";
import { tagOrder } from "./tags.ts";

/** Every family of orders besides the power of instances; the narrower ones first. */
const families: readonly ReadOrder[] = [
  tagOrder,
  retentionOrder,
  findingOrder,
  alarmOrder,
  functionOrder,
  databaseOrder,
  scalingOrder,
  serviceOrder,
  endingOrder,
  hostOrder,
];

/** The change that a message orders; null where it orders none of these. */
export function readOrder(text: string): Order | null {
  for (const read of families) {
    const order = read(text);
    if (order) return order;
  }
  return null;
}
