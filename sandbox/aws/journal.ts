/** Every request there was, for tests to judge by: who asked for what, and what came of it. */
export interface JournalEntry {
  /** Sample time, ISO. */
  time: string;
  /** Real epoch milliseconds. */
  at: number;
  account: string;
  principal: string;
  service: string;
  operation: string;
  region: string;
  /** Asks for a change, done or not. */
  mutating: boolean;
  input: unknown;
  /** Of a change that was done. */
  output?: unknown;
  /** `ok`, an error code, or the fault that hit it. */
  outcome: string;
  requestId: string;
}

export interface Journal {
  add(entry: JournalEntry): void;
  /** Those that have all the given values. */
  entries(filter?: Readonly<Record<string, string>>): readonly JournalEntry[];
  clear(): void;
}

/** Keeps the newest requests; a long demo must not grow without end. */
export function createJournal(limit = 5_000): Journal {
  let entries: JournalEntry[] = [];
  return {
    add(entry) {
      entries.push({ ...entry, input: withoutBytes(entry.input), output: withoutBytes(entry.output) });
      if (entries.length > limit) entries.shift();
    },
    entries: (filter = {}) =>
      entries.filter((entry) =>
        Object.entries(filter).every(([key, value]) => String(entry[key as keyof JournalEntry]) === value),
      ),
    clear() {
      entries = [];
    },
  };
}

/** Uploads would fill the journal. */
function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(withoutBytes);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutBytes(inner)]));
}
