import type { Intent } from "../slots.ts";

/** A button's words and the question behind it. */
export type NextAsk = readonly [label: string, ask: string];

/** What is worth asking after an answer of a kind. `name`: the one thing the question was about, "root" for the root user, a report on commitments, "" where there is none. */
export type NextAsks = Partial<Record<Intent, (name: string) => readonly NextAsk[]>>;
