import type { Group, ResultByTime } from "@aws-sdk/client-cost-explorer";
import type { Call } from "../../call.ts";
import { openCursor, pageOf } from "../../pager.ts";
import { AwsError } from "../../wire/errors.ts";

/** Groups on one page; the next page goes on with the next period or the groups left of this one. */
const PAGE_GROUPS = 5_000;

const badToken = () =>
  new AwsError("InvalidNextTokenException", "The pagination token is invalid or belongs to another request.");

function cursorOf(token: string | undefined, inputs: object, call: Call) {
  return openCursor(token, { ...inputs, account: call.account.id }, call.now, badToken);
}

export function listPage<T>(all: readonly T[], token: string | undefined, inputs: object, size: number, call: Call) {
  return pageOf(all, cursorOf(token, inputs, call), size, { ...inputs, account: call.account.id });
}

/** Pages count groups, so that a page may end inside a period; the rest of it comes with the next. */
export function pageResults(results: ResultByTime[], token: string | undefined, inputs: object, call: Call) {
  const flat = results.flatMap((result): { result: ResultByTime; group?: Group }[] =>
    result.Groups?.length ? result.Groups.map((group) => ({ result, group })) : [{ result }],
  );
  const page = listPage(flat, token, inputs, PAGE_GROUPS, call);
  const items = [...Map.groupBy(page.items, (item) => item.result)].map(([result, part]) => ({
    ...result,
    Groups: part.flatMap(({ group }) => (group ? [group] : [])),
  }));
  return { items, next: page.next };
}
