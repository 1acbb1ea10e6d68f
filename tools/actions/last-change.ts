import { lookupEvents } from "../cloudtrail/lookup-events.ts";
import { readEvent, type TrailEvent } from "../cloudtrail/read-event.ts";
import type { AccountConfig } from "../config.ts";
import type { Call } from "../define-tool.ts";

const DAYS = 90;

/** The newest call that changed this instance. `none`: the history holds none; null: it could not be read. */
export async function lastChangeOf(
  id: string,
  account: AccountConfig,
  region: string,
  call: Call,
): Promise<TrailEvent | "none" | null> {
  const now = call.context.now;
  try {
    const { events } = await lookupEvents(
      {
        account,
        region,
        fromMs: now - DAYS * 86_400_000,
        toMs: now + 1,
        attribute: { key: "ResourceName", value: id },
        maxPages: 2,
      },
      call,
    );
    return (
      events.map((event) => readEvent(event, region)).find(({ readOnly, error }) => !readOnly && error === null) ??
      "none"
    );
  } catch {
    call.signal.throwIfAborted();
    return null;
  }
}
