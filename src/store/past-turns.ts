import { redact } from "../../redaction/redact.ts";
import type { Block, Message } from "../ports/model.ts";
import type { PastQuery, PastScope, PastTurn, PastTurns } from "../ports/past.ts";
import { type Database, writing } from "./database.ts";
import { holds, indexTerms, type SearchWord, searchWords } from "./search-terms.ts";

/** Whose past a turn is. */
interface Found {
  id: number;
  channel: string;
  is_dm: number;
  asker: string;
}

interface Row extends Found {
  run_id: string;
  thread: string;
  at: number;
  question: string;
  answer: string;
}

/** Of an answer this much is kept to be found by, and shown. */
const MOST_ANSWER = 4_000;
const MOST_QUESTION = 2_000;
/** So many are taken from wherever they are first: mostly enough of them may be seen, and the index need not ask who may. */
const FROM_ANYWHERE = 400;
/** Newest matches looked at for each word and for all together: an old thread is found by its rare words. */
const CANDIDATES = 100;
/** Of those, the likeliest are read word by word. */
const READ = 60;
/** Of the weight of all words asked for, a turn must have this much. */
const LEAST_SHARE = 0.3;
/** Turns are numbered as they end and timed as they begin: so many may have overtaken one. */
const OUT_OF_ORDER = 256;
const DAY_MS = 86_400_000;

/**
 * Finds past turns by their words. Each turn's terms stand in a full-text index of its own, with one more term that
 * says whose past it is; so the index itself leaves out what the asker may not see, and the rows are checked again.
 */
export function createPastTurns(db: Database): PastTurns & {
  /** Puts a turn that has ended into the index, or renews it. `said`: what was answered without a transcript. */
  remember(runId: string, said?: string): void;
  /** Turns that ended before the index was there. Gives how many were put into it. */
  catchUp(): number;
} {
  const columns = "t.id, t.run_id, t.thread, t.channel, t.is_dm, t.asker, t.at, t.question, t.answer";
  const run = db.prepare<[string], { input: string; started_at: number }>(
    "SELECT input, started_at FROM runs WHERE run_id = ?",
  );
  const bodies = db.prepare<[string], string>("SELECT body FROM messages WHERE run_id = ? ORDER BY id").pluck();
  const known = db.prepare<[string], number>("SELECT id FROM past_turns WHERE run_id = ?").pluck();
  const insert = db.prepare(
    `INSERT INTO past_turns (run_id, thread, channel, is_dm, asker, at, question, answer)
     VALUES (@runId, @thread, @channel, @isDm, @asker, @at, @question, @answer)`,
  );
  const renew = db.prepare("UPDATE past_turns SET question = @question, answer = @answer WHERE id = @id");
  const unindex = db.prepare("DELETE FROM past_turns_fts WHERE rowid = ?");
  const index = db.prepare("INSERT INTO past_turns_fts (rowid, terms) VALUES (?, ?)");
  const missing = db
    .prepare<[], string>(
      `SELECT run_id FROM runs WHERE state <> 'running' AND input ->> '$.input.text' <> ''
        AND NOT EXISTS (SELECT 1 FROM past_turns WHERE run_id = runs.run_id) ORDER BY started_at LIMIT 500`,
    )
    .pluck();
  const match = db.prepare<{ match: string; first: number; last: number; most: number }, Found>(
    `SELECT t.id, t.channel, t.is_dm, t.asker FROM past_turns_fts AS f JOIN past_turns AS t ON t.id = f.rowid
      WHERE past_turns_fts MATCH @match AND f.rowid BETWEEN @first AND @last ORDER BY f.rowid DESC LIMIT @most`,
  );
  const whole = db.prepare<[string], Row>(
    `SELECT ${columns} FROM past_turns AS t WHERE t.id IN (SELECT value FROM json_each(?))`,
  );
  const bounds = db.prepare<{ from: number; to: number }, { first: number | null; last: number | null }>(
    `SELECT (SELECT id FROM past_turns WHERE at >= @from ORDER BY at LIMIT 1) - ${OUT_OF_ORDER} AS first,
            (SELECT id FROM past_turns WHERE at < @to ORDER BY at DESC LIMIT 1) + ${OUT_OF_ORDER} AS last`,
  );
  const scoped = `(t.is_dm = 0 AND t.channel IN (SELECT value FROM json_each(@channels))) OR (t.is_dm = 1 AND t.asker = @aloneWith)`;
  const ofAsker = db.prepare<{ asker: string; channels: string; aloneWith: string | null; most: number }, Row>(
    `SELECT ${columns} FROM past_turns AS t JOIN
       (SELECT max(id) AS id FROM past_turns AS t WHERE asker = @asker AND (${scoped}) GROUP BY thread) USING (id)
      ORDER BY t.at DESC LIMIT @most`,
  );
  // Where one is alone with the bot only one's own words are told.
  const first = db
    .prepare<Pick<Row, "thread" | "asker">, string>(
      `SELECT question FROM past_turns WHERE thread = @thread AND (is_dm = 0 OR asker = @asker) ORDER BY at, id LIMIT 1`,
    )
    .pluck();
  const count = db
    .prepare<{ channels: string; aloneWith: string | null }, number>(
      `SELECT count(DISTINCT t.thread) FROM past_turns AS t WHERE ${scoped}`,
    )
    .pluck();

  const fromRow = ({ run_id, thread, channel, asker, at, question, answer }: Row): PastTurn => {
    const firstQuestion = first.get({ thread, asker }) ?? question;
    return { runId: run_id, thread, channel, asker, at, question, answer, firstQuestion };
  };

  function remember(runId: string, said?: string): void {
    const row = run.get(runId);
    if (!row) return;
    const { input, place } = JSON.parse(row.input) as {
      input: { thread: string; asker: { id: string }; text: string };
      place: { channel: string; isDm: boolean };
    };
    if (input.text === "") return;
    const answer = redact(said ?? answerOf(bodies.all(runId) as unknown as string[])).slice(0, MOST_ANSWER);
    const question = redact(input.text).slice(0, MOST_QUESTION);
    const terms = [placeTerm(place, input.asker.id), ...indexTerms(`${question}\n${answer}`)].join(" ");
    writing(db, () => {
      const id = known.get(runId);
      if (id !== undefined) {
        renew.run({ id, question, answer });
        unindex.run(id);
        index.run(id, terms);
        return;
      }
      const { thread, asker } = input;
      const kept = { runId, thread, channel: place.channel, isDm: place.isDm ? 1 : 0, asker: asker.id };
      const { lastInsertRowid } = insert.run({ ...kept, at: row.started_at, question, answer });
      index.run(lastInsertRowid, terms);
    });
  }

  function search({ text, scope, from = 0, to = Number.MAX_SAFE_INTEGER, exceptThread, most }: PastQuery): PastTurn[] {
    const words = searchWords(text);
    const places = [...scope.channels.map(inChannel), ...(scope.aloneWith === null ? [] : [alone(scope.aloneWith)])];
    const { first, last } = bounds.get({ from, to }) ?? { first: null, last: null };
    if (words.length === 0 || places.length === 0 || first === null || last === null) return [];

    const where = `(${places.map(quoted).join(" OR ")})`;
    const find = (wanted: SearchWord[]): Found[] => {
      const said = wanted.map(expression).join(" AND ");
      const anywhere = match.all({ match: said, first, last, most: FROM_ANYWHERE });
      const seen = anywhere.filter((found) => visible(found, scope)).slice(0, CANDIDATES);
      const isAll = anywhere.length < FROM_ANYWHERE || seen.length === CANDIDATES;
      return isAll ? seen : match.all({ match: `${where} AND ${said}`, first, last, most: CANDIDATES });
    };
    const perWord = words.map((word) => find([word]));
    const ids = new Set([...(words.length > 1 ? [find(words)] : []), ...perWord].flat().map(({ id }) => id));
    const size = last - first + 1;
    const weights = levelled(perWord.map((found) => (found.length > 0 ? weight(found, size) : null)));
    const hits = new Map<number, number>();
    perWord.forEach((found, i) => {
      for (const { id } of found) hits.set(id, (hits.get(id) ?? 0) + (weights[i] ?? 0));
    });
    const likely = [...ids].sort((a, b) => (hits.get(b) ?? 0) - (hits.get(a) ?? 0) || b - a).slice(0, READ);
    return bestPerThread(
      whole.all(JSON.stringify(likely)).filter((row) => {
        return visible(row, scope) && row.at >= from && row.at < to && row.thread !== exceptThread;
      }),
      { words, weights },
    )
      .slice(0, most)
      .map(fromRow);
  }

  return {
    remember,
    catchUp() {
      let done = 0;
      for (let runs = missing.all(); runs.length > 0; runs = missing.all()) {
        writing(db, () => (runs as unknown as string[]).forEach((runId) => void remember(runId)));
        done += runs.length;
      }
      return done;
    },
    search,
    recent: (scope, asker, most) =>
      ofAsker
        .all({ asker, most, channels: JSON.stringify(scope.channels), aloneWith: scope.aloneWith })
        .filter((row) => visible(row, scope))
        .map(fromRow),
    threads: ({ channels, aloneWith }) => count.get({ channels: JSON.stringify(channels), aloneWith }) ?? 0,
  };
}

/** No term of a text has an underscore, so nobody can write one of these. */
const inChannel = (channel: string): string => `_in_${channel.toLowerCase()}`;
const alone = (person: string): string => `_with_${person.toLowerCase()}`;
const placeTerm = (place: { channel: string; isDm: boolean }, asker: string): string =>
  place.isDm ? alone(asker) : inChannel(place.channel);
/** In the index's own language: all terms of the word, or all but one. */
function expression({ terms, slack }: SearchWord): string {
  const all = (some: string[]) => `(${some.map(quoted).join(" AND ")})`;
  return slack === 0 ? all(terms) : `(${terms.map((_, i) => all(terms.filter((_, j) => j !== i))).join(" OR ")})`;
}
const quoted = (term: string): string => `"${term.replaceAll('"', "")}"`;

const visible = (row: Found, { channels, aloneWith }: PastScope): boolean =>
  row.is_dm ? row.asker === aloneWith : channels.includes(row.channel);

/** How much a word tells, by how few turns have it; of many, how many is read from how far back the newest reach. */
function weight(found: Found[], size: number): number {
  const reach = (found[0]?.id ?? 0) - (found.at(-1)?.id ?? 0) + 1;
  const share = found.length < CANDIDATES ? found.length / size : found.length / Math.max(reach, found.length);
  return Math.log(1 + 1 / Math.max(share, 1e-6)) / Math.log(1e6);
}

/** A word that is nowhere says little: perhaps it was said in another way. It weighs what the others do on average. */
function levelled(weights: (number | null)[]): number[] {
  const known = weights.filter((one) => one !== null);
  const mean = known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : 0;
  return weights.map((one) => one ?? mean);
}

/** By the weight of the words a turn has; what stands in its question counts more, and so does, a little, what is recent. */
function bestPerThread(rows: Row[], { words, weights }: { words: SearchWord[]; weights: number[] }): Row[] {
  const all = weights.reduce((sum, one) => sum + one, 0);
  const newest = Math.max(...rows.map((row) => row.at), 0);
  const scored = rows.flatMap((row) => {
    const [asked, said] = [indexTerms(row.question), indexTerms(row.answer)];
    let score = 0;
    let share = 0;
    words.forEach((word, i) => {
      const inQuestion = holds(asked, word);
      if (!inQuestion && !holds(said, word)) return;
      share += weights[i] ?? 0;
      score += (weights[i] ?? 0) * (inQuestion ? 1.4 : 1);
    });
    const fresh = 1 + 0.15 / (1 + (newest - row.at) / (14 * DAY_MS));
    return share >= all * LEAST_SHARE ? [{ row, score: score * fresh }] : [];
  });
  const best = new Map<string, { row: Row; score: number }>();
  for (const one of scored) {
    const known = best.get(one.row.thread);
    if (!known || one.score > known.score) best.set(one.row.thread, one);
  }
  return [...best.values()].sort((a, b) => b.score - a.score || b.row.at - a.row.at).map(({ row }) => row);
}

/** What the bot said, without the lines that stand under every answer. */
function answerOf(bodies: string[]): string {
  return bodies
    .map((body) => JSON.parse(body) as Message)
    .filter(({ role }) => role === "assistant")
    .flatMap(({ content }) => content.flatMap((block: Block) => (block.type === "text" ? [String(block.text)] : [])))
    .join("\n\n")
    .replace(/^_[^_\n]*_$/gm, "")
    .trim();
}
