import { isNoOrder, namesIn, numberIn, type ReadOrder } from "./order.ts";

const ROLL_BACK =
  /롤백|되돌려|되돌리|이전\s*(?:버전|태스크|리비전)(?:으로|로)|\broll(?:ed|ing)?[\s-]?back\b|\brevert\b/i;
const REDEPLOY = /재배포|다시\s*배포|새로\s*배포|\bre-?deploy\b|\b(?:new|force a(?: new)?) deployment\b/i;
const TASKS = /태스크|테스크|\btasks?\b|desired count/i;
const OTHER = /람다|lambda|별칭|\balias\b|함수|\bfunction\b|인스턴스|instance/i;

/** ECS services: "order-api 롤백해줘", "redeploy order-api", "order-api 태스크 5개로 늘려줘". */
export const serviceOrder: ReadOrder = (text) => {
  if (OTHER.test(text) || isNoOrder(text)) return null;
  const [service] = namesIn(text);
  const target = service ? { service } : {};
  const missing = service ? {} : { missing: "target" as const };
  if (ROLL_BACK.test(text)) {
    const revision = /(?:리비전|revision)\s*(\d+)|:(\d+)\b/i.exec(text);
    const number = Number(revision?.[1] ?? revision?.[2]);
    return {
      tool: "ecs_roll_back_service",
      input: { ...target, ...(number > 0 ? { revision: number } : {}) },
      ...missing,
    };
  }
  if (REDEPLOY.test(text)) return { tool: "ecs_redeploy_service", input: target, ...missing };
  const desired = numberIn(text);
  if (!TASKS.test(text) || !(desired !== null || /늘려|줄여|\bscale\b/i.test(text))) return null;
  if (desired === null) return { tool: "ecs_set_desired_count", input: target, missing: "number" };
  return /로|으로|늘려|줄여|\b(?:scale|set|to)\b/i.test(text)
    ? { tool: "ecs_set_desired_count", input: { ...target, desired }, ...missing }
    : null;
};
