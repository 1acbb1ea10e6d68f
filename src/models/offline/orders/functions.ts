import { isNoOrder, namesIn, type ReadOrder } from "./order.ts";

const OF_FUNCTION = /람다|\blambda\b|별칭|\balias\b|함수|\bfunction\b/i;
const BACK =
  /되돌려|되돌리|롤백|이전\s*버전|버전\s*\d+|\broll[\s-]?back\b|\brevert\b|\bpoint\b|\b(?:previous|earlier) version\b/i;

/** "order-notify 람다 이전 버전으로 되돌려줘", "point the alias of order-notify to version 6". */
export const functionOrder: ReadOrder = (text) => {
  if (!OF_FUNCTION.test(text) || !BACK.test(text) || isNoOrder(text)) return null;
  const [name] = namesIn(text);
  const version = /(?:버전|version)\s*(\d+)/i.exec(text)?.[1];
  if (!name) return { tool: "lambda_point_alias", input: {}, missing: "target" };
  return { tool: "lambda_point_alias", input: { function: name, ...(version ? { version } : {}) } };
};
