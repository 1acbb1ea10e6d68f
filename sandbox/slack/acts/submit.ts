import { acceptView } from "../api/views.ts";
import type { InstalledApp } from "../apps.ts";
import { isRecord } from "../blocks/is-record.ts";
import type { Block, Json, Person, View } from "../entities.ts";
import { SlackError } from "../slack-error.ts";
import type { Workspace } from "../workspace.ts";
import { ActError } from "./act-error.ts";
import { deliverInteraction } from "./deliver.ts";
import { valuesOf } from "./state.ts";
import { formErrors } from "./validate.ts";

/** What became of a submitted modal: `errors` by block_id keep it open. */
export interface Submitted {
  /** Whether the app was told and acked in time. */
  delivered: boolean;
  errors?: Json;
}

/**
 * A person submits the modal on top. `given` is Slack's `state.values`: block_id, action_id, then the value object;
 * what is not in it stands as the app had set it. What Slack's form itself objects to is not sent.
 */
export async function submitView(ws: Workspace, person: Person, viewId: string, given: Json): Promise<Submitted> {
  const { stack, view, app } = topView(ws, person, viewId);
  const values = valuesOf(view.blocks as Block[], given);
  const wrong = formErrors(view.blocks as Block[], values, person);
  if (Object.keys(wrong).length > 0) return { delivered: false, errors: wrong };
  const ack = await deliverInteraction(
    ws,
    app,
    person.id,
    {
      type: "view_submission",
      trigger_id: ws.dialogs.trigger(person.id, app.id),
      view: { ...view, state: { values } },
      response_urls: [],
    },
    true,
  );
  if (!ack.acked) return { delivered: false };
  const answer = isRecord(ack.payload) ? ack.payload : {};
  const errors = followAnswer(ws, app, stack, view, answer);
  // With errors the screen keeps the modal as it is, and what was typed into it.
  if (errors) return { delivered: true, errors };
  ws.changes.publish({ type: "view", user: person.id });
  return { delivered: true };
}

function followAnswer(ws: Workspace, app: InstalledApp, stack: View[], view: View, answer: Json): Json | undefined {
  switch (answer.response_action) {
    case "errors":
      return isRecord(answer.errors) ? answer.errors : {};
    case "clear":
      stack.length = 0;
      return undefined;
    case "update":
    case "push":
      try {
        const isUpdate = answer.response_action === "update";
        const next = acceptView(ws, app, answer.view, "modal", isUpdate ? view.id : undefined);
        next.root_view_id = view.root_view_id;
        next.previous_view_id = isUpdate ? view.previous_view_id : view.id;
        if (isUpdate) stack[stack.indexOf(view)] = next;
        else stack.push(next);
        return undefined;
      } catch (error) {
        if (error instanceof SlackError) return { view: error.error };
        throw error;
      }
    default: {
      // The app may have changed the view meanwhile: it goes by its id.
      const position = stack.findIndex((one) => one.id === view.id);
      if (position >= 0) stack.splice(position, 1);
      return undefined;
    }
  }
}

/** A person closes the modal on top without submitting it, or, with `clear`, all of them at once. */
export async function closeView(ws: Workspace, person: Person, viewId: string, clear = false): Promise<void> {
  const { stack, view, app } = topView(ws, person, viewId);
  const closed = clear ? stack.splice(0) : [view];
  if (!clear) stack.pop();
  ws.changes.publish({ type: "view", user: person.id });
  for (const one of closed.toReversed()) {
    if (one.notify_on_close !== true) continue;
    await deliverInteraction(ws, app, person.id, { type: "view_closed", view: one, is_cleared: clear });
  }
}

function topView(ws: Workspace, person: Person, viewId: string): { stack: View[]; view: View; app: InstalledApp } {
  const stack = ws.dialogs.stackOf(person.id);
  const view = stack.at(-1);
  const app = ws.apps.byId(String(view?.app_id));
  if (view?.id !== viewId || !app) {
    throw new ActError("view_not_found", `${person.name} has no view ${viewId} on top`);
  }
  return { stack, view, app };
}
