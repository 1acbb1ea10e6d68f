import type { Fill } from "./fill.ts";

/** Texts of `/models`. Names and ids are plain. */
export interface ModelsWords {
  title: string;
  /** What answers here now, and by whose choice. */
  current: { person: Fill; channel: Fill; default: Fill };
  price: Fill<[number, number]>;
  window: Fill;
  speed: Fill<[number]>;
  retires: Fill;
  retiresSoon: string;
  offline: string;
  forPerson: string;
  forChannel: string;
  placeholder: string;
  byDefault: string;
  hint: string;
  chosen: Fill;
  chosenForChannel: Fill;
  overruled: Fill;
  reset: Fill;
  resetForChannel: Fill;
  unknown: Fill;
  nearest: string;
  noneNear: string;
  notAdmin: string;
  noChannel: string;
  addClaude: string;
  failed: string;
}
