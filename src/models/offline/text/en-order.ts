import type { OrderWords } from "./order.ts";

export const EN_ORDER: OrderWords = {
  ended: {
    succeeded: (target) => `**The approved change was carried out: ${target}.** Its result stands on the card above.`,
    denied: (target) => `**The change of ${target} was denied.** Nothing was executed.`,
    expired: (target) =>
      `**The change of ${target} was not approved in time and has expired.** Nothing was executed. Ask again if it is still needed.`,
    stale: (target) =>
      `**The change of ${target} was not executed.** The target has changed since the card showed it. Look at it, and ask again.`,
    unknown: (target) =>
      `**⚠️ It is not known whether the change of ${target} was executed.** It was not tried again. Somebody has to look at the target and at CloudTrail.`,
    failed: (target) => `**The change of ${target} failed.**`,
    cancelled: (target) => `**The request to change ${target} was cancelled.** Nothing was executed.`,
  },
  refused: "**The change could not be asked for.** Nothing was changed.",
  off: "**This change is not enabled here.** Once an administrator has set up an act role, it can be carried out by way of an approval card.",
  missing: {
    target: "**What is to be changed?** Give its name or id, for example _roll back order-api_.",
    number: "**To how many?** For example _set the capacity of cart-api-asg to 3_.",
    tag: "**Which tag?** Give its key and value, for example _tag order-api-2 with team=order_.",
    unit: "**Which systemd unit?** For example _show the journal of nginx on order-api-1_.",
    days: "**For how many days?** For example _set the retention of /haneul/web to 90 days_.",
    finding:
      "**Which finding?** Give at least the first six characters of its id (the CSV of the list has it), for example _archive finding 16d9b3f8_.",
  },
};
