/**
 * Words as they are looked up, the same for what is stored and for what is asked. Korean words change by their endings,
 * and compounds are written with and without spaces, so they are kept as pairs of syllables: 결제서비스에서 is found by
 * 서비스. What is asked loses its particle first. Latin words lose their plural; names are kept whole and in parts.
 */
export interface SearchWord {
  text: string;
  /** All of them have to be there, or all but one where a compound may be written apart: `slack` is 1 then. */
  terms: string[];
  slack: 0 | 1;
}

export const holds = (present: ReadonlySet<string>, { terms, slack }: SearchWord): boolean =>
  terms.filter((term) => !present.has(term)).length <= slack;

const WORD = /[가-힣]+|[\p{Script=Latin}\p{N}]+(?:[-_./:][\p{Script=Latin}\p{N}]+)*|[\p{L}\p{N}]+/gu;
const HANGUL = /^[가-힣]+$/;

/** Every term of a text, each once. */
export function indexTerms(text: string): Set<string> {
  const terms = new Set<string>();
  for (const [word] of parted(text).matchAll(WORD)) for (const term of termsOf(word)) terms.add(term);
  return terms;
}

/** The words of a question that carry its meaning, at most eight, the longest kept. */
export function searchWords(text: string): SearchWord[] {
  const words = new Map<string, SearchWord>();
  for (const [found] of parted(text).matchAll(WORD)) {
    const word = HANGUL.test(found) ? withoutParticle(found) : found;
    if (IDLE.has(word) || IDLE.has(found) || IDLE_KO.test(found)) continue;
    const terms = HANGUL.test(word) ? pairs(word) : asked(word);
    if (terms.length > 1 || (terms.length === 1 && !IDLE.has(terms[0] ?? "")))
      words.set(terms.join(" "), { text: word, terms, slack: HANGUL.test(word) && terms.length >= 3 ? 1 : 0 });
  }
  const kept = [...words.values()];
  if (kept.length <= MOST_WORDS) return kept;
  const longest = new Set([...kept].sort((a, b) => b.text.length - a.text.length).slice(0, MOST_WORDS));
  return kept.filter((word) => longest.has(word));
}

const MOST_WORDS = 8;

/** Words that camel case has joined are apart as well: `BitcoinTool` is also found by its halves. */
const parted = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(
      /[\p{Lu}\p{Ll}\p{N}]*\p{Ll}\p{Lu}[\p{L}\p{N}]*/gu,
      (word) => `${word} ${word.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")}`,
    )
    .toLowerCase();

const termsOf = (word: string): Iterable<string> => (HANGUL.test(word) ? pairs(word) : latinTerms(word));

function pairs(word: string): string[] {
  const syllables = [...word];
  return syllables.slice(1).map((syllable, i) => `${syllables[i]}${syllable}`);
}

/** `order-api-2` is itself, as one word, and its parts. */
function latinTerms(word: string): Set<string> {
  const parts = word.split(/[-_./:]/).filter((part) => part !== "");
  return new Set([stem(parts.join("")), ...(parts.length > 1 ? parts.map(stem) : [])].map(plainTerm));
}

/** The index splits at letters that its tables, of Unicode 6.1, do not know: these go by their numbers. */
const plainTerm = (term: string): string =>
  term.replace(/[^a-z0-9가-힣]/gu, (letter) => `u${letter.codePointAt(0)?.toString(16)}`);

/** What is asked by its parts finds longer names too: `batch-worker` is also in `batch-worker-3`. */
function asked(word: string): string[] {
  const [whole = "", ...parts] = latinTerms(word);
  return parts.length > 0 ? parts : [whole];
}

function stem(word: string): string {
  if (word.length <= 3 || /\d/.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  const bare = word
    .replace(/(?:ing|ed)$/, "")
    .replace(/(?<=[sxz]|ch|sh)es$/, "")
    .replace(/(?<![su])s$/, "");
  return bare.length >= 3 ? bare.replace(/e$/, "") || bare : word;
}

/**
 * Particles and the endings that make a noun's verb describe something, longest first; what is left must have two
 * syllables. Short ones that end many nouns (로그인, 비율만큼) are left out: pairs of syllables find those anyway.
 */
const PARTICLES = (
  "에서는 에서도 에서의 으로는 으로도 이라는 이라고 까지는 부터는 에게서 되었던 하였던 " +
  "에서 으로 에게 한테 부터 까지 마다 처럼 보다 이랑 하고 이란 라는 라고 에는 에도 이고 이며 인데 때문 들이 들은 들을 들의 로는 와의 과의 되는 되던 됐던 하는 하던 했던 " +
  "은 는 이 가 을 를 에 의 도 로 와 과 된 될 한 할"
)
  .split(" ")
  .sort((a, b) => b.length - a.length);

function withoutParticle(word: string): string {
  const particle = PARTICLES.find((one) => word.endsWith(one) && word.length - one.length >= 2);
  return particle ? word.slice(0, -particle.length) : word;
}

/** Words that ask or place in time, and say nothing of what was talked about. */
const IDLE = new Set(
  (
    "a an the and or of for to in on at by with from about into it its is are was were be been did do does we us our i you they he she that this those these there here what which who whom when where why how " +
    "find found say said tell told talk talked discuss discussed conclude concluded learn learnt learned know remember last week month day yesterday today ago earlier before previous past again thread threads please me my any some time search look " +
    "우리 저희 그때 그거 그것 이거 저번 지난 지난번 지난주 지난달 지난 이번 이번주 이번달 어제 오늘 그제 예전 전에 이전 당시 주 달 일 무엇 뭐 뭐였 누가 언제 어디 어떻게 왜 무슨 어떤 혹시 다시 관해 대해 대한 관련 스레드 대화 기록 내용 얘기 이야기 결론 기억 최근 이유 사람"
  ).split(" "),
);
/** Verbs and endings of asking, whatever their form. */
const IDLE_KO =
  /^(?:뭐(?:였|더|라|지|야|냐|래|고|가|를|랬).*|무엇(?:이|을|였).*|찾(?:았|은|아|는|던|을).*|알려.*|보여.*|말(?:했|한|해|씀).*|얘기(?:했|한|하).*|논의.*|이야기(?:했|한).*|했(?:었|던|지|나|더|어|는).*|였(?:지|더|나|어).*|있(?:었|는|을|나|어).*|나왔.*|기억(?:나|해).*|검색.*|물어.*|수$|어떻게.*|지난\d*.*)$/;
