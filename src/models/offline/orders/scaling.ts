import { isNoOrder, namesIn, numberIn, type ReadOrder } from "./order.ts";

const ORDER =
  /바꿔|변경해|늘려|줄여|조정해|조절해|설정해|맞춰|올려|내려|해\s*줘|해\s*주|\b(?:set|scale|change|resize|increase|decrease)\b/i;

/** "cart-api-asg 용량을 3으로", "scale the group cart-api-asg to 3". */
export const scalingOrder: ReadOrder = (text) => {
  const [group] = namesIn(text);
  const ofGroup = /(?<!사)용량|오토\s*스케일링|Auto\s*Scaling|\basg\b|\bcapacity\b|그룹|\bgroup\b/i.test(text);
  if (
    !(ofGroup || /-asg\b/i.test(text)) ||
    /로그\s*그룹|log group|보안|security|태스크|\btasks?\b|대상\s*그룹|target group/i.test(text)
  )
    return null;
  const desired = numberIn(text);
  if (isNoOrder(text) || !(ORDER.test(text) || desired !== null)) return null;
  if (!group) return desired === null ? null : { tool: "autoscaling_set_capacity", input: {}, missing: "target" };
  if (desired === null)
    return ORDER.test(text) ? { tool: "autoscaling_set_capacity", input: { group }, missing: "number" } : null;
  return { tool: "autoscaling_set_capacity", input: { group, desired } };
};
