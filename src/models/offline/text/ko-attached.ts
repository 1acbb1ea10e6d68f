import type { AttachedWords } from "./attached.ts";

const OF = { sum: "합계", avg: "평균", max: "최댓값", min: "최솟값" };
const NOUNS = { errors: "오류", warnings: "경고", rows: "행" };
const those = (which: string[]): string => which.map((each) => `${each} `).join("");

export const KO_ATTACHED: AttachedWords = {
  empty: "**첨부한 파일의 행을 찾지 못했습니다.** 보관 기간이 지났을 수 있습니다. 파일을 다시 올려 주세요.",
  noun: (of) => NOUNS[of],
  has: (value) => `${value}인`,
  contains: (words) => `${words} 포함`,
  count: (file, noun, which, matches, all) => `**${file}: ${those(which)}${noun} ${matches}건** (전체 ${all}행).`,
  all: (file, rows) => `**${file}: 모두 ${rows}행입니다.**`,
  basis: (marks) => `센 기준: ${marks}.`,
  measured: (file, which, of, column, value) => `**${file}: ${those(which)}${column} ${OF[of]} ${value}**`,
  holds: (file, rows, columns) => `**${file}: ${rows}행이며 열은 ${columns}입니다.**`,
  at: (time, zone) => `시각: ${time} ${zone}.`,
  between: (first, last, zone) => `기간: ${first} – ${last} ${zone}.`,
  top: (file, shown, of, column) => `**${file}: ${column} 상위 ${of ? `${of} ${shown}개` : `${shown}행`}**`,
  most: (by) => `${by}별로 많은 순:`,
  columns: (shown, all) => `열 ${all}개 가운데 ${shown}개를 보여 드립니다.`,
};
