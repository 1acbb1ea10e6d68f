/** The kinds of call among which a routine's are drawn. */
import type { Random } from "../random.ts";
import type { ApiCall } from "./api-call.ts";

/** A kind of call, drawn by its weight. */
export interface CallKind {
  weight: number;
  make(random: Random): ApiCall;
}

export interface Routine {
  perDay: number;
  /** Made in office hours, and hardly at the weekend. */
  working: boolean;
  kinds: CallKind[];
}

export const kind = (
  weight: number,
  service: string,
  name: string,
  request: (random: Random) => object = () => ({}),
  rest: Partial<ApiCall> | ((random: Random) => Partial<ApiCall>) = {},
): CallKind => ({
  weight,
  make: (random) => ({
    service,
    name,
    request: request(random),
    ...(typeof rest === "function" ? rest(random) : rest),
  }),
});

export const instanceFilter = () => ({ maxResults: 100, instancesSet: {}, filterSet: {} });
