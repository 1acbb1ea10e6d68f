import { api } from "./api.ts";
import type { Look } from "./look.ts";
import { tried } from "./look-as.ts";
import { drawModal } from "./modal.ts";
import type { Surface } from "./render/surface.ts";
import { showDialog } from "./show-dialog.ts";
import { toast } from "./toast.ts";

/** The app's modals of the person who looks: always the topmost one is on the screen. */
export interface Modals {
  /** Reads what is on top now, and shows that. */
  show(look: Look): Promise<void>;
}

export function createModals(): Modals {
  let dialog: HTMLDialogElement | undefined;
  let shown = "";
  /** By view: what was typed stays while the app changes the view around it. */
  const values = new Map<string, Surface["values"]>();
  return {
    async show(look) {
      const { modal: view } = await api.view(look.me.id);
      const key = view ? JSON.stringify([look.me.id, look.text.locale, view]) : "";
      if (key === shown) return;
      shown = key;
      dialog?.close();
      dialog = undefined;
      if (!view) {
        values.clear();
        return;
      }
      const typed = values.get(view.id) ?? {};
      values.set(view.id, typed);
      dialog = drawModal(look, view, typed, {
        async submit(given) {
          const answer = await tried(look.text, () => api.submit(look.me.id, view.id, given));
          if (answer && !answer.delivered) toast(look.text.notDelivered);
          return answer?.errors ?? {};
        },
        close: () => void tried(look.text, () => api.closeView(look.me.id, view.id)),
      });
      showDialog(dialog);
    },
  };
}
