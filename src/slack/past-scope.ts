import type { PastScope } from "../ports/past.ts";
import type { Place } from "../ports/runs.ts";

/**
 * Whose past may be looked at from a place: in a channel that channel's alone, because everybody there reads the answer;
 * where a person is alone with the bot, their own and that of the channels they are in now. Throws when that cannot be
 * looked up, and nothing is searched then.
 */
export async function pastScope(
  place: Pick<Place, "channel" | "isDm">,
  asker: string,
  channelsOf: (person: string) => Promise<string[]>,
): Promise<PastScope> {
  if (!place.isDm) return { channels: [place.channel], aloneWith: null };
  return { channels: await channelsOf(asker), aloneWith: asker };
}
