import type { SeenChange, SeenChannel } from "../control/types.ts";
import { api, listenAs } from "./api.ts";
import { createAsking } from "./asking.ts";
import { type Composer, createComposer } from "./composer.ts";
import { createModals } from "./dialogs.ts";
import { fill, h } from "./dom.ts";
import { firstLook, keepLookingAs } from "./first-look.ts";
import { drawFrame } from "./frame.ts";
import { showHome } from "./home.ts";
import { openJump } from "./jump.ts";
import { loadLook } from "./load-look.ts";
import type { Look } from "./look.ts";
import { tried } from "./look-as.ts";
import { createMessageActs } from "./message-acts.ts";
import { createNews } from "./news.ts";
import { createPane } from "./pane.ts";
import { channelAt, channelFurther, type Route, readRoute, writeRoute } from "./route.ts";
import { createScreen } from "./screen.ts";
import { applySettings, keepSettings, type Settings } from "./settings.ts";
import { listenForShortcuts, openHelp } from "./shortcuts.ts";
import { drawSidebar } from "./sidebar.ts";
import { createStoryBar } from "./story.ts";
import { createUnread } from "./unread.ts";

/** The page: holds what is on the screen, and passes on what people do and what changes. */
export function createPage(body: HTMLElement, view: Window): { start(): Promise<void> } {
  let look: Look;
  let route: Route = { channel: "" };
  let settings: Settings;
  let stopListening = (): void => {};
  /** Grows with each person that is chosen to look as. */
  let chosen = 0;
  /** Grows with each load: what an earlier one brings late is not shown any more. */
  let generation = 0;
  /** The load that is on the screen; while a newer one is under way, what changes is kept for when it is there. */
  let shown = 0;
  const late: SeenChange[] = [];
  const unread = createUnread();
  const isNew = createNews(unread);
  const modals = createModals();
  const screen = createScreen(body, () => screen.is("menu-open", false));
  const story = createStoryBar(view.localStorage, {
    ask: (question) => asking.ask(question),
    lookAs: (id) => void lookAs(id),
  });

  const here = (): SeenChannel => channelAt(route, look.channels);
  const asking = createAsking({ look: () => look, here, go, story: () => story });
  const acts = createMessageActs(view, () => look);
  const openThread = (thread: string): void => go({ channel: route.channel, thread });
  const pane = createPane({
    ...acts,
    openThread,
    empty: asking.empty,
    seen,
    working: (thread) => setStop(composer, thread),
  });
  const threadPane = createPane({
    ...acts,
    empty: () => h("p", { class: "empty" }, look.text.emptyThread),
    seen: () => undefined,
    working: (thread) => setStop(threadComposer, thread),
  });
  const composer = createComposer({ send: (out) => asking.send(out, undefined), editLast: pane.editLast });
  const threadComposer = createComposer({
    send: (out) => asking.send(out, route.thread),
    editLast: threadPane.editLast,
  });

  function setStop(where: Composer, thread: string | undefined): void {
    const { channel } = route;
    where.setStop(thread ? () => void tried(look.text, () => api.stop(look.me.id, channel, thread)) : undefined);
  }

  function seen(ts: string): void {
    const { channel } = route;
    const before = unread.lastRead(channel) ?? "";
    unread.read(channel, ts > before ? ts : before);
    if (ts <= before || !here().member) return;
    void api.read(look.me.id, channel, ts).catch(() => undefined);
  }

  function go(to: Route): void {
    screen.is("menu-open", false);
    if (writeRoute(to) !== writeRoute(route)) view.history.pushState(null, "", writeRoute(to));
    void tried(look.text, () => show(to));
  }

  async function show(to: Route): Promise<void> {
    const mine = ++generation;
    const isSameChannel = to.channel === route.channel && !route.home && !to.home;
    route = look.channels.some((one) => one.id === to.channel) ? to : { channel: look.channels[0]?.id ?? "" };
    const channel = here();
    const { me, text } = look;
    drawAround();
    const readOnly = channel.member ? {} : { disabled: text.readOnly };
    composer.show(look, {
      key: `${me.id}:${channel.id}`,
      placeholder: text.writeTo(look.channelName(channel)),
      ...readOnly,
    });
    if (channel.kind === "im" && look.otherIn(channel)?.is_bot && !isSameChannel) {
      void tried(text, () => api.openHome(me.id, channel.id, route.home ? "home" : "messages"));
    }
    if (route.home) return showHome(look, look.otherIn(channel)?.id, screen.home);
    if (route.thread !== undefined) {
      const key = `${me.id}:${channel.id}:${route.thread}`;
      const isNamed = channel.kind === "public" || channel.kind === "private";
      const alsoTo = isNamed ? { alsoTo: text.alsoSend(channel.name) } : {};
      threadComposer.show(look, { key, placeholder: text.reply, ...alsoTo, ...readOnly });
    }
    // Before anything is loaded: who goes somewhere to write may begin at once.
    if (screen.mayFocus()) (route.thread === undefined ? composer : threadComposer).focus();
    late.length = 0;
    if (!isSameChannel) {
      const loaded = await api.messages(me.id, channel.id);
      if (mine !== generation) return;
      pane.show(look, { channel: channel.id }, loaded, unread.lastRead(channel.id));
    }
    if (route.thread !== undefined) {
      const loaded = await api.messages(me.id, channel.id, { thread: route.thread });
      if (mine !== generation) return;
      threadPane.show(look, { channel: channel.id, thread: route.thread }, loaded);
    }
    for (const change of late) applyToPanes(change);
    shown = mine;
  }

  function drawAround(): void {
    drawFrame(screen, look, here(), route, {
      lookAs: (id) => void lookAs(id),
      ...{ go, jump, about, closeThread, settings },
      change: changeSettings,
    });
    story.show(look);
    drawUnread();
  }

  function drawUnread(): void {
    drawSidebar(screen.sidebar, look, { route, unread, go, about });
    const waiting = unread.mentions();
    view.document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${look.channelName(here())} · ${look.directory.team.name}`;
  }

  const closeThread = (): void => (route.thread === undefined ? undefined : go({ channel: route.channel }));

  function about(): void {
    screen.is("menu-open", false);
    asking.welcome();
  }

  const jump = (): void => openJump(look, { go, lookAs: (id) => void lookAs(id) });

  function changeSettings(next: Settings): void {
    const isOtherLanguage = next.language !== settings.language;
    settings = next;
    keepSettings(view, look.me, settings);
    applySettings(view, settings);
    if (isOtherLanguage) void lookAs(look.me.id);
    else drawAround();
  }

  function onChange(change: SeenChange): void {
    if (change.type === "resync") void lookAs(look.me.id);
    else if (change.type === "directory" || change.type === "clock") void refreshDirectory();
    else if (change.type === "view") void modals.show(look);
    else if (change.type === "home") {
      if (route.home) void showHome(look, look.otherIn(here())?.id, screen.home);
    } else if (change.type === "read") {
      unread.read(change.channel, change.last_read);
      drawUnread();
    } else {
      if (shown !== generation) late.push(change);
      applyToPanes(change);
      if (change.type !== "message") return;
      const isLookedAt = change.message.channel === route.channel && view.document.hasFocus();
      if (isNew(change.message, look, isLookedAt)) drawUnread();
    }
  }

  function applyToPanes(change: SeenChange): void {
    pane.apply(change);
    threadPane.apply(change);
  }

  /** False when somebody else was chosen meanwhile. */
  async function load(id: string, mine: number): Promise<boolean> {
    const loaded = await loadLook(view, id, (other) => void lookAs(other));
    if (mine !== chosen) return false;
    ({ look, settings } = loaded);
    applySettings(view, settings);
    return true;
  }

  async function refreshDirectory(): Promise<void> {
    if (await load(look.me.id, chosen)) drawAround();
  }

  async function lookAs(id: string): Promise<void> {
    stopListening();
    const before = look?.me.id;
    if (!(await load(id, ++chosen))) return;
    if (before !== id) for (const one of [pane, threadPane]) one.leave();
    keepLookingAs(view, look.me.id);
    unread.reset(look.channels);
    const first = look.channels[0]?.id ?? "";
    const wanted = look.channels.some((one) => one.id === route.channel) ? route : { channel: first };
    route = { channel: "" };
    let isFirst = true;
    stopListening = listenAs(look.me.id, {
      onChange,
      onOpen() {
        screen.lost.hidden = true;
        // Loaded only once the feed is open, so that nothing falls in between; later opens catch up by themselves.
        if (isFirst) void tried(look.text, () => show(wanted).then(() => modals.show(look)));
        isFirst = false;
      },
      onLost() {
        screen.lost.hidden = false;
        screen.lost.textContent = look.text.offline;
      },
    });
  }

  return {
    async start() {
      fill(screen.main, screen.header, screen.lost, screen.home, pane.element, composer.element);
      fill(screen.thread, screen.threadHeader, threadPane.element, threadComposer.element);
      fill(body, screen.topBar, story.element, screen.sidebar, screen.main, screen.thread, screen.shade);
      view.addEventListener("popstate", () => void show(readRoute(view.location) ?? { channel: "" }));
      listenForShortcuts(view, {
        jump,
        help: () => openHelp(look.text),
        channel: (by) => go(channelFurther(route, look.channels, by)),
        person(n) {
          const one = look.directory.people.filter((person) => !person.is_bot && !person.deleted)[n];
          if (one) void lookAs(one.id);
        },
        part: screen.focusPart,
        closeThread,
      });
      const first = await firstLook(view);
      route = readRoute(view.location) ?? { channel: "" };
      await lookAs(first);
      view.history.replaceState(null, "", writeRoute(route.channel === "" ? { channel: here().id } : route));
    },
  };
}
