/** Token counts as a price needs them: cache writes by how long they live. `input` is what no cache served. */
export interface BilledTokens {
  input: number;
  output: number;
  cacheRead: number;
  write5m: number;
  write1h: number;
}

/** USD per million tokens. A later `validFrom` (YYYY-MM-DD) wins; `abovePrompt`: the row for longer prompts. */
export interface PriceRow {
  ids: string[];
  validFrom: string;
  input: number;
  output: number;
  cacheRead: number;
  write5m: number;
  write1h: number;
  abovePrompt?: number;
}

type Rates = [input: number, write5m: number, write1h: number, cacheRead: number, output: number];

function row(ids: string[], validFrom: string, rates: Rates, abovePrompt?: number): PriceRow {
  const [input, write5m, write1h, cacheRead, output] = rates;
  return { ids, validFrom, input, write5m, write1h, cacheRead, output, ...(abovePrompt ? { abovePrompt } : {}) };
}

/**
 * First-party API, standard speed, as known on 2026-11-20 (vendor price and model pages; Fable 5.2 and the cuts by
 * copies of them). Prices on Bedrock are not known here, so its model ids are left out on purpose.
 */
const TABLE: PriceRow[] = [
  row(["claude-fable-5-2", "claude-mythos-5-2"], "2026-01-01", [8, 10, 16, 0.2, 40]),
  row(["claude-fable-5-1", "claude-mythos-5-1"], "2026-01-01", [10, 12.5, 20, 0.25, 50]),
  row(["claude-opus-5-5"], "2026-01-01", [4, 5, 8, 0.2, 20]),
  row(["claude-sonnet-5-5"], "2026-01-01", [2, 2.5, 4, 0.2, 10]),
  row(["claude-sonnet-5-5"], "2026-10-07", [2, 2.5, 4, 0.1, 10]),
  row(["claude-haiku-5-5"], "2026-01-01", [0.1, 0.125, 0.2, 0.01, 0.5]),
  row(["claude-haiku-5-5"], "2026-01-01", [0.5, 0.625, 1, 0.05, 2.5], 100_000),
  row(
    ["claude-opus-5", "claude-opus-4-8", "claude-opus-4-7", "claude-opus-4-6", "claude-opus-4-5"],
    "2026-01-01",
    [5, 6.25, 10, 0.5, 25],
  ),
  row(["claude-sonnet-5"], "2026-01-01", [2, 2.5, 4, 0.2, 10]),
  row(["claude-sonnet-4-6", "claude-sonnet-4-5"], "2026-01-01", [3, 3.75, 6, 0.3, 15]),
  row(["claude-haiku-4-5"], "2026-01-01", [1, 1.25, 2, 0.1, 5]),
];

export interface Prices {
  /** Null when the model's price is not known: show tokens, no dollars. `at`: milliseconds since the epoch. */
  usd(id: string, tokens: BilledTokens, at: number): number | null;
  /** The row for a short prompt, for a list of models to choose from. */
  listed(id: string, at: number): PriceRow | null;
}

/** `overrides` (from the team's configuration) win over the table, whatever their date. */
export function createPrices(overrides: PriceRow[] = []): Prices {
  const find = (id: string, prompt: number, at: number): PriceRow | null => {
    const day = new Date(at).toISOString().slice(0, 10);
    for (const rows of [overrides, TABLE]) {
      const fitting = rows.filter(
        (entry) => entry.ids.includes(undated(id)) && entry.validFrom <= day && prompt > (entry.abovePrompt ?? -1),
      );
      const best = fitting.sort(
        (a, b) => (b.abovePrompt ?? 0) - (a.abovePrompt ?? 0) || b.validFrom.localeCompare(a.validFrom),
      )[0];
      if (best) return best;
    }
    return null;
  };
  return {
    usd(id, tokens, at) {
      const prompt = tokens.input + tokens.cacheRead + tokens.write5m + tokens.write1h;
      const rates = find(id, prompt, at);
      if (!rates) return null;
      const total =
        tokens.input * rates.input +
        tokens.output * rates.output +
        tokens.cacheRead * rates.cacheRead +
        tokens.write5m * rates.write5m +
        tokens.write1h * rates.write1h;
      return total / 1_000_000;
    },
    listed: (id, at) => find(id, 0, at),
  };
}

/** `claude-haiku-4-5-20251001` costs what `claude-haiku-4-5` costs. */
function undated(id: string): string {
  return id.replace(/-20\d{6}$/, "");
}
