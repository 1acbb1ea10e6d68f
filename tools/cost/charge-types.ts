/** What Cost Explorer's record types ("charge types" in the console) mean for a total. */
export type ChargeKind = "credits" | "refunds" | "discounts" | "tax" | "usage";

/** Money given back: not part of what was charged. */
export const givenBack = ["Credit", "Refund"] as const;

/** With tax, which is booked on the first day of a month for all of it and so belongs to no span of days. */
export const notByUse = [...givenBack, "Tax"] as const;

/** AWS names each of its discounts; all names end alike, unlike `DiscountedUsage`, which is use of a reservation. */
export function chargeKind(recordType: string): ChargeKind {
  if (recordType === "Credit") return "credits";
  if (recordType === "Refund") return "refunds";
  if (recordType === "Tax") return "tax";
  return recordType.endsWith("Discount") ? "discounts" : "usage";
}
