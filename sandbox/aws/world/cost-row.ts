/** One line of the bill. */
export interface CostRow {
  service: string;
  usageType: string;
  region: string;
  /** As Cost Explorer's RECORD_TYPE has it. */
  recordType: string;
  /** Cost allocation tags; a key that is absent is untagged. */
  tags: Record<string, string>;
  unblended: number;
  amortized: number;
  /** After discounts; credits and refunds are rows of their own. */
  netUnblended: number;
  netAmortized: number;
  quantity: number;
  unit: string;
  /** Only of what runs on one EC2 instance. */
  instance?: { id: string; type: string; zone: string };
}

export const EC2 = "Amazon Elastic Compute Cloud - Compute";

/** A row whose columns all say the same. */
export const row = ({ usd, ...rest }: Omit<CostRow, Money> & { usd: number }): CostRow => ({
  ...rest,
  unblended: usd,
  amortized: usd,
  netUnblended: usd,
  netAmortized: usd,
});

type Money = "unblended" | "amortized" | "netUnblended" | "netAmortized";

/** A part of a row, in every column. */
export function scaled(r: CostRow, share: number): CostRow {
  return {
    ...r,
    unblended: r.unblended * share,
    amortized: r.amortized * share,
    netUnblended: r.netUnblended * share,
    netAmortized: r.netAmortized * share,
    quantity: r.quantity * share,
  };
}
