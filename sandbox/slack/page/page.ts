import type { SeenChange, SeenChannel } from "../control/types.ts";
import { api, listenAs } from "./api.ts";
import { type Composer, createComposer } from "./composer.ts";
import { fill, h } from "./dom.ts";
import { drawEmpty } from "./empty.ts";
import { drawChannelHeader, drawThreadHeader } from "./header.ts";
import type { Look } from "./look.ts";
import { createLook, tried } from "./look-as.ts";
import { drawModal } from "./modal.ts";
import { createPane, type PaneActs } from "./pane.ts";
import { drawBlocks } from "./render/blocks.ts";
import { type Route, readRoute, writeRoute } from "./route.ts";
import { drawSidebar } from "./sidebar.ts";
import { drawTopBar } from "./switcher.ts";
import { toast } from "./toast.ts";

const LOOKING_AS = "looking-as";

/** The page: holds what is on the screen, and passes on what people do and what changes. */
export function createPage(body: HTMLElement, view: Window): { start(): Promise<void> } {
  let look: Look;
  let route: Route = { channel: "" };
  let unread = new Set<string>();
  let stopListening = (): void => {};
  let modal: HTMLDialogElement | undefined;
  /** Grows with each load: what an earlier one brings late is not shown any more. */
  let generation = 0;

  const acts: Omit<PaneActs, "openThread"> = {
    react(message, name) {
      const has = message.reactions.some((one) => one.name === name && one.users.includes(look.me.id));
      void tried(look.text, () => api.react(look.me.id, message.channel, message.ts, name, has));
    },
    stop: (thread) => void tried(look.text, () => api.stop(look.me.id, route.channel, thread)),
    ask: (text) => void say(text, undefined),
  };
  const openThread = (thread: string): void => go({ channel: route.channel, thread });
  const pane = createPane({ ...acts, openThread }, (as, prompts) => drawEmpty(as, here(), prompts, acts.ask));
  const threadPane = createPane(acts, () => null);
  const composer = createComposer((text) => say(text, undefined));
  const threadComposer = createComposer((text) => say(text, route.thread));

  const topBar = h("header", { class: "top-bar" });
  const sidebar = h("nav", { class: "sidebar" });
  const header = h("div", { class: "header-bar" });
  const home = h("div", { class: "home" });
  const threadHeader = h("div", { class: "header-bar" });
  const lost = h("div", { class: "lost", attr: { role: "alert", hidden: true } });
  const main = h("main", { class: "main" }, header, lost, home, pane.element, composer.element);
  const thread = h("aside", { class: "thread" }, threadHeader, threadPane.element, threadComposer.element);
  const shade = h("div", { class: "shade", on: { click: () => body.classList.remove("menu-open") } });

  function here(): SeenChannel {
    const found = look.channels.find((one) => one.id === route.channel) ?? look.channels[0];
    if (!found) throw new Error("this person sees no channel");
    return found;
  }

  async function say(text: string, inThread: string | undefined): Promise<boolean> {
    const { channel } = route;
    const slash = /^(\/[a-z][\w-]*)\s*([\s\S]*)$/.exec(text);
    if (slash) {
      const [, command = "", rest = ""] = slash;
      if (!look.directory.commands.some((one) => one.command === command)) {
        toast(look.text.unknownCommand(command));
        return false;
      }
      return (await tried(look.text, () => api.command(look.me.id, channel, command, rest, inThread))) !== undefined;
    }
    const posted = await tried(look.text, () => api.post(look.me.id, channel, text, inThread));
    const bot = look.nameOf(look.directory.app.bot_user);
    const isQuestion = here().kind !== "im" && text.includes(`@${bot}`);
    if (posted && isQuestion && inThread === undefined && here().has_bot) openThread(posted.ts);
    return posted !== undefined;
  }

  function go(to: Route): void {
    body.classList.remove("menu-open");
    if (writeRoute(to) !== writeRoute(route)) view.history.pushState(null, "", writeRoute(to));
    void tried(look.text, () => show(to));
  }

  async function show(to: Route): Promise<void> {
    const mine = ++generation;
    const isSameChannel = to.channel === route.channel && !route.home && !to.home;
    route = look.channels.some((one) => one.id === to.channel) ? to : { channel: look.channels[0]?.id ?? "" };
    unread.delete(route.channel);
    const channel = here();
    const { me, text } = look;
    drawFrame(channel);
    const readOnly = channel.member ? {} : { disabled: text.readOnly };
    const name = channel.kind === "im" ? look.nameOf(look.directory.app.bot_user) : `#${channel.name}`;
    composer.show(look, { key: `${me.id}:${channel.id}`, placeholder: text.writeTo(name), ...readOnly });
    if (channel.kind === "im" && !isSameChannel) {
      void tried(text, () => api.openHome(me.id, route.home ? "home" : "messages"));
    }
    if (route.home) return showHome();
    if (!isSameChannel) {
      const loaded = await api.messages(me.id, channel.id);
      if (mine !== generation) return;
      pane.show(look, { channel: channel.id }, loaded);
    }
    if (route.thread !== undefined) {
      const loaded = await api.messages(me.id, channel.id, route.thread);
      if (mine !== generation) return;
      threadPane.show(look, { channel: channel.id, thread: route.thread }, loaded);
      const key = `${me.id}:${channel.id}:${route.thread}`;
      threadComposer.show(look, { key, placeholder: text.reply, ...readOnly });
      focusWhereTyped(threadComposer);
    } else focusWhereTyped(composer);
  }

  /** On a touch screen the focus would bring up the keyboard over what was just opened. */
  function focusWhereTyped(one: Composer): void {
    if (view.matchMedia("(hover: hover)").matches) one.focus();
  }

  function drawFrame(channel: SeenChannel): void {
    const close = (): void => go({ channel: channel.id });
    body.classList.toggle("has-thread", route.thread !== undefined);
    body.classList.toggle("has-home", route.home === true);
    view.document.title = `${channel.kind === "im" ? look.directory.app.name : `#${channel.name}`} · ${look.directory.team.name}`;
    drawTopBar(topBar, look, {
      lookAs: (id) => void lookAs(id),
      menu: () => body.classList.toggle("menu-open"),
    });
    drawSidebar(sidebar, look, { route, unread, go });
    drawChannelHeader(header, look, channel, route, go);
    drawThreadHeader(threadHeader, look, channel, close);
  }

  async function showHome(): Promise<void> {
    const { home: published } = await api.view(look.me.id);
    if (published) fill(home, drawBlocks(look, published.blocks, { view_id: published.id }));
    else fill(home, h("p", { class: "empty" }, look.text.homeEmpty));
  }

  async function showModal(): Promise<void> {
    const { modal: top } = await api.view(look.me.id);
    modal?.remove();
    modal = top
      ? drawModal(look, top, {
          async submit(values) {
            const answer = await tried(look.text, () => api.submit(look.me.id, top.id, values));
            if (answer && !answer.delivered) toast(look.text.notDelivered);
            return answer?.errors ?? {};
          },
          close: () => void tried(look.text, () => api.closeView(look.me.id, top.id)),
        })
      : undefined;
    if (!modal) return;
    body.append(modal);
    modal.showModal();
  }

  function onChange(change: SeenChange): void {
    if (change.type === "resync") void lookAs(look.me.id);
    else if (change.type === "directory") void refreshDirectory();
    else if (change.type === "view") void showModal();
    else if (change.type === "home") {
      if (route.home) void showHome();
    } else {
      pane.apply(change);
      threadPane.apply(change);
      if (change.type !== "message") return;
      const { channel, user } = change.message;
      if (channel === route.channel || user === look.me.id || unread.has(channel)) return;
      unread.add(channel);
      drawSidebar(sidebar, look, { route, unread, go });
    }
  }

  async function refreshDirectory(): Promise<void> {
    const [directory, channels] = await Promise.all([api.people(), api.channels(look.me.id)]);
    look = createLook(directory, channels, look.me.id);
    drawFrame(here());
  }

  async function lookAs(id: string): Promise<void> {
    stopListening();
    unread = new Set();
    view.localStorage.setItem(LOOKING_AS, id);
    const [directory, channels] = await Promise.all([api.people(), api.channels(id)]);
    look = createLook(directory, channels, id);
    view.document.documentElement.lang = look.me.locale;
    const wanted = look.channels.some((one) => one.id === route.channel) ? route : { channel: "C0OPS" };
    route = { channel: "" };
    let isFirst = true;
    stopListening = listenAs(id, {
      onChange,
      onOpen() {
        lost.hidden = true;
        // Loaded only once the feed is open, so that nothing falls in between; later opens catch up by themselves.
        if (isFirst) void tried(look.text, () => show(wanted).then(showModal));
        isFirst = false;
      },
      onLost() {
        lost.hidden = false;
        lost.textContent = look.text.offline;
      },
    });
  }

  return {
    async start() {
      fill(body, topBar, sidebar, main, thread, shade);
      view.addEventListener("popstate", () => void show(readRoute(view.location) ?? { channel: "C0OPS" }));
      // Drawn before the fonts are here, Hangul stays as empty boxes where the machine has no font for it.
      const fonts = ["400", "700"].map((weight) => view.document.fonts.load(`${weight} 1em Pretendard`, "가"));
      const [directory] = await Promise.all([api.people(), Promise.allSettled(fonts)]);
      const known = view.localStorage.getItem(LOOKING_AS);
      const first = directory.people.find((one) => one.id === known && !one.deleted) ?? directory.people[0];
      route = readRoute(view.location) ?? { channel: "C0OPS" };
      view.history.replaceState(null, "", writeRoute(route));
      await lookAs(first?.id ?? "");
    },
  };
}
