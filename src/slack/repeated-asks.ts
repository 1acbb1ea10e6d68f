import type { Offer } from "../ports/answer-files.ts";
import type { Ask } from "../ports/turn.ts";

const CSV = /csv|엑셀|excel/i;
const CHART = /차트|그래프|charts?|graph/i;
const EVIDENCE = /근거|evidence/i;

/** What a request to hand something over is made of besides the thing; Korean words as their parts. */
const ENGLISH = new Set(
  "as in to into on a an the this that these it them of for me all please table result results rows data answer file format download get give send export save show draw plot make see view".split(
    " ",
  ),
);
const KOREAN =
  /^(?:이|그|위|의|해당|표|결과|데이터|내용|답변?|전체|목록|파일|형식|으로|로|를|을|은|는|도|받기|받을래|받고|받아|싶어|내려|다운로드|저장|내보내기|내보내|보기|보여|그려|그리기|뽑아|만들어|줘|주세요|요|해)*$/;

/**
 * Without those that ask for what a button of the same message does: its rows as CSV, a chart of them, what it rests
 * on. A question that names anything else (a period, a service) is one of its own and stays.
 */
export function withoutRepeats(asks: Ask[], { csv, chart }: Offer, hasEvidence: boolean): Ask[] {
  const things = [...(csv ? [CSV] : []), ...(chart ? [CHART] : []), ...(hasEvidence ? [EVIDENCE] : [])];
  return asks.filter(({ ask }) => !things.some((thing) => isOnly(ask, thing)));
}

function isOnly(ask: string, thing: RegExp): boolean {
  if (!thing.test(ask)) return false;
  const rest =
    ask
      .toLowerCase()
      .replace(thing, " ")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return rest.every((word) => ENGLISH.has(word) || KOREAN.test(word));
}
