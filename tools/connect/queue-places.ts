import type { Queue } from "@aws-sdk/client-connect";
import type { Column, Note, Scalar } from "../results.ts";
import type { Centre } from "./read-centres.ts";

/** One instance and where it stands. */
export interface Place {
  region: string;
  centre: Centre;
}

/** What a view of the queues adds to the result. */
export interface View {
  columns: Column[];
  rows: Scalar[][];
  totals: Record<string, number>;
  notes: Note[];
  /** When the figures were taken, in epoch milliseconds; null where there are none. */
  at: number | null;
  requests: number;
  complete: boolean;
}

/** As many queues as one request may name. */
const MOST_QUEUES = 100;

/** Asks for the queues of every instance, in portions that a request may name. */
export async function inPortions<Answer>(
  places: readonly Place[],
  ask: (place: Place, queues: Queue[]) => Promise<Answer>,
): Promise<(Place & { queues: Queue[]; answer: Answer })[]> {
  const portions = places.flatMap((place) =>
    Array.from({ length: Math.ceil(place.centre.queues.length / MOST_QUEUES) }, (_, index) => ({
      ...place,
      queues: place.centre.queues.slice(index * MOST_QUEUES, (index + 1) * MOST_QUEUES),
    })),
  );
  return Promise.all(portions.map(async (portion) => ({ ...portion, answer: await ask(portion, portion.queues) })));
}

export const column = (name: string, type: Column["type"], ko: string, en: string, unit?: string): Column => ({
  name,
  type,
  label: { ko, en },
  ...(unit ? { unit } : {}),
});

export const idsOf = (queues: readonly Queue[]): string[] => queues.map(({ QueueId = "" }) => QueueId);
