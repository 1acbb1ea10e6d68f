import { acceptView } from "../api/views.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { Json, Person, View } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { deliverInteraction } from "./deliver.ts";
import { payloadFor } from "./persona.ts";

/** What became of a submitted modal: `errors` by block_id keep it open. */
export interface Submitted {
  delivered: boolean;
  errors?: Json;
}

/** A person submits the modal on top. `values` is Slack's `state.values`: block_id, action_id, then the value object. */
export async function submitView(ws: Workspace, person: Person, viewId: string, values: Json): Promise<Submitted> {
  const { stack, view } = topView(ws, person, viewId);
  const ack = await deliverInteraction(
    ws,
    {
      type: "view_submission",
      ...payloadFor(ws, person),
      trigger_id: ws.dialogs.trigger(person.id),
      view: { ...view, state: { values } },
      response_urls: [],
    },
    true,
  );
  if (!ack.acked) return { delivered: false };
  const answer = isRecord(ack.payload) ? ack.payload : {};
  const errors = followAnswer(ws, stack, view, answer);
  // With errors the screen keeps the modal as it is, and what was typed into it.
  if (errors) return { delivered: true, errors };
  ws.changes.publish({ type: "view", user: person.id });
  return { delivered: true };
}

function followAnswer(ws: Workspace, stack: View[], view: View, answer: Json): Json | undefined {
  switch (answer.response_action) {
    case "errors":
      return isRecord(answer.errors) ? answer.errors : {};
    case "clear":
      stack.length = 0;
      return undefined;
    case "update":
    case "push":
      try {
        const next = acceptView(ws, answer.view, "modal", answer.response_action === "update" ? view.id : undefined);
        if (answer.response_action === "push") stack.push(next);
        else stack[stack.indexOf(view)] = next;
        return undefined;
      } catch (error) {
        if (error instanceof SlackError) return { view: error.error };
        throw error;
      }
    default:
      stack.pop();
      return undefined;
  }
}

/** A person closes the modal on top without submitting it. */
export async function closeView(ws: Workspace, person: Person, viewId: string): Promise<void> {
  const { stack, view } = topView(ws, person, viewId);
  stack.pop();
  ws.changes.publish({ type: "view", user: person.id });
  if (view.notify_on_close !== true) return;
  await deliverInteraction(ws, {
    type: "view_closed",
    ...payloadFor(ws, person),
    view,
    is_cleared: false,
  });
}

function topView(ws: Workspace, person: Person, viewId: string): { stack: View[]; view: View } {
  const stack = ws.dialogs.stackOf(person.id);
  const view = stack.at(-1);
  if (view?.id !== viewId) throw new ActError("view_not_found", `${person.name} has no view ${viewId} on top`);
  return { stack, view };
}
