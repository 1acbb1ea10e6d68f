import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";
import { InputError, ToolError } from "../errors.ts";
import type { Bilingual } from "../results.ts";

/** Something that may be meant. */
export interface Candidate<Item> {
  region: string;
  id: string;
  /** Its name, where that is not the id. */
  name: string | null;
  state: string | null;
  item: Item;
}

const SHOWN = 8;
/** More than this many are read, not pressed. */
const MOST_BUTTONS = 5;

/** What every configured region of the account lists, in the order of the regions. */
export async function candidates<Item>(
  account: AccountConfig,
  list: (region: string) => Promise<Candidate<Item>[]>,
): Promise<Candidate<Item>[]> {
  return (await Promise.all(account.regions.map(list))).flat();
}

/**
 * The one that is meant by its id or its name, first as written, then in any capitals.
 * @throws ToolError `ambiguous` with choices, `not_found` with similar names: "order-api" may mean any of order-api-1 to 3.
 */
export function pickTarget<Item>(
  asked: string,
  all: readonly Candidate<Item>[],
  kind: Bilingual,
  account: AccountConfig,
  { field }: Pick<Call, "field">,
): Candidate<Item> {
  const wanted = asked.trim();
  const folded = wanted.toLowerCase();
  const tests: ((one: Candidate<Item>) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ name }) => name === wanted,
    ({ id, name }) => id.toLowerCase() === folded || name?.toLowerCase() === folded,
  ];
  const found = tests.map((test) => all.filter(test)).find((list) => list.length > 0) ?? [];
  const [only, ...others] = found;
  if (only && others.length === 0) return only;
  const shown = field(asked) ?? "";
  if (only) {
    const choices = found.map(({ id, region, state }) => ({
      label: `${field(id)} (${state === null ? region : `${region}, ${state}`})`,
      value: id,
    }));
    const labels = choices.map(({ label }) => label).join(", ");
    throw new ToolError(
      "ambiguous",
      {
        ko: `이름이 "${shown}"인 ${kind.ko} 대상이 ${found.length}개입니다: ${labels}. ID로 지정해 주세요.`,
        en: `"${shown}" is the name of ${found.length} ${kind.en}s: ${labels}. Say which by id.`,
      },
      choices,
    );
  }
  const stem = folded.replace(/[\W_]*\d*$/, "");
  const names = all.flatMap(({ id, name }) => field(name ?? id) ?? []);
  const alike = [...new Set(names.filter((name) => stem !== "" && name.toLowerCase().includes(stem)))].sort();
  const hint = (words: string) => (alike.length > 0 ? ` ${words}: ${alike.slice(0, SHOWN).join(", ")}.` : "");
  const regions = account.regions.join(", ");
  const text = {
    ko: `${account.name} 계정의 ${regions} 리전에 "${shown}" ${kind.ko}이(가) 없습니다.${hint("비슷한 이름")} 이름을 있는 그대로 쓰거나 ID로 지정해 주세요.`,
    en: `There is no ${kind.en} "${shown}" in ${regions} of ${account.name}.${hint("Similar names")} Use the name as written, or the id.`,
  };
  const choices = alike.length > MOST_BUTTONS ? [] : alike.map((name) => ({ label: name, value: name }));
  throw new ToolError("not_found", text, choices);
}

/** Several of one kind, each once, in the order of their ids. One approval covers one place. */
export function pickTargets<Item>(
  asked: readonly string[],
  all: readonly Candidate<Item>[],
  kind: Bilingual,
  account: AccountConfig,
  call: Pick<Call, "field">,
): { region: string; picked: Candidate<Item>[] } {
  const found = [...new Set(asked)].map((target) => pickTarget(target, all, kind, account, call));
  const regions = [...new Set(found.map(({ region }) => region))];
  if (regions.length > 1)
    throw new InputError({
      ko: `대상이 여러 리전에 있습니다 (${regions.join(", ")}). 리전별로 따로 요청해 주세요.`,
      en: `The targets are in several regions (${regions.join(", ")}). Ask for each region separately.`,
    });
  const byId = new Map(found.map((one) => [one.id, one]));
  return { region: regions[0]!, picked: [...byId.values()].sort((a, b) => a.id.localeCompare(b.id)) };
}
