import type { ModelRequest } from "../../ports/model.ts";
import type { NewCall } from "./plan/working.ts";
import type { Agreement, Turn } from "./transcript.ts";

/** What a person may say to the question whether to scan or to pay that much. */
const YES = words(
  "네 넵 넹 네네 예 옙 응 응응 웅 그래 그래요 그럼요 좋아 좋아요 좋습니다 동의 동의해 동의해요 동의합니다 허용 허용해 진행 진행해 진행해줘",
  "진행해주세요 진행하세요 진행하자 읽어 읽어줘 읽어주세요 읽자 스캔 스캔해 스캔해줘 스캔해주세요 스캔하세요 스캔하자 해 해줘 해주세요 해요 하세요 하자 오케이 오키 ㅇㅇ ㅇㅋ ㄱㄱ ㄱ 고고 콜",
  "yes y yep yeah yup ok okay sure go proceed agree agreed scan read do confirm confirmed continue absolutely",
);
const NO = words(
  "아니 아니요 아니오 아뇨 노 취소 취소해 취소해줘 취소해주세요 됐어 됐어요 됐습니다 괜찮아 괜찮아요 괜찮습니다 하지마 하지마세요 마 마세요 말아 말아줘",
  "말아주세요 안해 안돼 안돼요 그만 그만해 그만둬 ㄴㄴ ㄴ no n nope nah cancel stop don't dont never not abort",
);
/** What may stand beside. */
const BESIDE = words(
  "줘 주세요 나머지 나머지도 부탁해 부탁해요 부탁드려요 부탁드립니다 그렇게 그대로 그냥 다 전부 계속 하지 스캔하지 진행하지 안 할래 할게요",
  "please it that this all rest the i with for me and then now ahead thanks thank you just right let's lets want to",
);
const LONGEST = 80;

function words(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

/** Whether the words are a plain yes or a plain no; null for all that says more. */
function yesOrNo(text: string): "yes" | "no" | null {
  if (text.length > LONGEST) return null;
  const said = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/<[@#!][^>]*>|@[\w.-]+/g, " ")
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .trim()
    .split(" ");
  if (!said.every((word) => YES.has(word) || NO.has(word) || BESIDE.has(word))) return null;
  if (said.some((word) => NO.has(word))) return "no";
  return said.some((word) => YES.has(word)) ? "yes" : null;
}

export interface Consented {
  /** A yes stands for the question it lets go on. */
  turns: Turn[];
  /** What the newest message agreed to. */
  agreed: Agreement | null;
  /** What the newest message is a no to. */
  declined: Agreement | null;
}

/** Reads "yes" and "no" after an answer that asked whether to scan or to pay so much. */
export function withConsent(turns: readonly Turn[]): Consented {
  const read: Turn[] = [];
  let agreed: Agreement | null = null;
  let declined: Agreement | null = null;
  for (const turn of turns) {
    const before = read.at(-1);
    const asked = (before?.calls ?? [])
      .flatMap(({ result }) => result?.asks ?? [])
      .reduce<Agreement | null>((most, one) => (most && most.amount >= one.amount ? most : one), null);
    const said = asked ? yesOrNo(turn.text) : null;
    agreed = said === "yes" ? asked : null;
    declined = said === "no" ? asked : null;
    read.push(before && said === "yes" ? { ...turn, text: before.text } : turn);
  }
  return { turns: read, agreed, declined };
}

/** The calls with what was agreed to, those that can be told. */
export function agreeing(calls: NewCall[], agreed: Agreement | null, tools: ModelRequest["tools"]): NewCall[] {
  if (agreed === null) return calls;
  const { argument, amount } = agreed;
  const takes = (wanted: string) => {
    const schema = tools.find(({ name }) => name === wanted)?.inputSchema as { properties?: object } | undefined;
    return schema?.properties !== undefined && argument in schema.properties;
  };
  return calls.map((call) => (takes(call.name) ? { ...call, input: { ...call.input, [argument]: amount } } : call));
}
