import { messageShape } from "../api/slack-shapes.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { OfferedOptions } from "../control/types.ts";
import type { Block, Json, Person } from "../entities.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { type Click, onScreen, viewOnScreen } from "./click.ts";
import { deliverInteraction } from "./deliver.ts";
import { findElement, type Wanted } from "./find-element.ts";
import { channelName } from "./persona.ts";

/** A person types into an external select: the app says what there is to choose. Groups come as Slack's groups. */
export async function suggest(
  ws: Workspace,
  person: Person,
  wanted: Click | (Wanted & { view_id: string }),
  query: string,
): Promise<OfferedOptions> {
  const place = "view_id" in wanted ? inView(ws, person, wanted) : inMessage(ws, person, wanted);
  const { element, block } = place.found;
  const least = typeof element.min_query_length === "number" ? element.min_query_length : 3;
  if (query.length < least) return { options: [] };
  const { action_id } = element;
  const ack = await deliverInteraction(
    ws,
    place.app,
    person.id,
    { type: "block_suggestion", action_id, block_id: block.block_id, value: query, ...place.payload },
    true,
  );
  const answer = ack.acked && isRecord(ack.payload) ? ack.payload : {};
  const options = listOf(answer.options);
  const option_groups = listOf(answer.option_groups);
  const offered = [...options, ...option_groups.flatMap((group) => listOf(group.options))];
  ws.moments.offered.set(`${person.id}:${String(action_id)}`, offered);
  return option_groups.length > 0 ? { option_groups } : { options };
}

function inView(ws: Workspace, person: Person, wanted: Wanted & { view_id: string }) {
  const { app, view } = viewOnScreen(ws, person, wanted.view_id);
  const found = external(findElement(view.blocks as Block[], { ...wanted, value: undefined }, person.id), wanted);
  return { app, found, payload: { container: { type: "view", view_id: view.id }, view } };
}

function inMessage(ws: Workspace, person: Person, wanted: Click) {
  const { app, channel, message, versions } = onScreen(ws, person, wanted);
  const found = external(findElement(versions[0] ?? [], { ...wanted, value: undefined }, person.id), wanted);
  const payload = {
    container: { type: "message", message_ts: wanted.message_ts, channel_id: channel.id, is_ephemeral: !message },
    channel: { id: channel.id, name: channelName(channel) },
    ...(message ? { message: messageShape(ws, message) } : {}),
  };
  return { app, found, payload };
}

function external<T extends { element: Json }>(found: T | undefined, wanted: Wanted): T {
  if (found && String(found.element.type).endsWith("external_select")) return found;
  throw new ActError("no_such_action", `there is no external select ${wanted.action_id}`);
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
