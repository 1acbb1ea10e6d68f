import type { Agreement } from "../transcript.ts";
import type { NextAsk } from "./next-asks.ts";

/** How a person agrees to what a tool asked about first, or does not. */
export type AgreeingWords = Record<Agreement["argument"], { sayYes: string; declined: string; agree: NextAsk }>;
