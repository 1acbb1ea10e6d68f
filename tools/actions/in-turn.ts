import { readAwsFailure } from "../aws-failure.ts";
import type { Bilingual } from "../results.ts";

/** Some of several calls went through before one did not: `cause` is what stopped it. */
export class PartlyDone extends Error {
  override name = "PartlyDone";
  readonly done: Bilingual;
  constructor(done: Bilingual, cause: unknown) {
    super(done.en, { cause });
    this.done = done;
  }
}

/**
 * One call after the other, for what AWS takes singly. The first that fails ends it.
 * @throws PartlyDone where calls before it went through; else what the call threw.
 */
export async function inTurn<Item, Reply extends { $metadata: { requestId?: string | undefined } }>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  send: (item: Item) => Promise<Reply>,
): Promise<{ requestId: string | null; replies: Reply[] }> {
  const replies: Reply[] = [];
  for (const item of items) {
    try {
      replies.push(await send(item));
    } catch (error) {
      if (replies.length === 0) throw error;
      const names = items.slice(0, replies.length).map(nameOf).join(", ");
      const { name } = readAwsFailure(error);
      throw new PartlyDone(
        {
          ko: `${items.length}개 중 ${replies.length}개(${names})는 바뀌었고, ${nameOf(item)}에서 멈췄습니다 (${name}).`,
          en: `${replies.length} of ${items.length} were changed (${names}); it stopped at ${nameOf(item)} (${name}).`,
        },
        error,
      );
    }
  }
  return { requestId: replies[0]?.$metadata.requestId ?? null, replies };
}
