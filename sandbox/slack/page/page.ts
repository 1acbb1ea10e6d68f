import type { SeenChange, SeenChannel, SeenMessage, SeenPrompts } from "../control/types.ts";
import { api, listenAs } from "./api.ts";
import { type Composer, createComposer } from "./composer.ts";
import { createModals } from "./dialogs.ts";
import { type Child, fill, h } from "./dom.ts";
import { drawEmpty } from "./empty.ts";
import { drawChannelHeader, drawThreadHeader } from "./header.ts";
import { openJump } from "./jump.ts";
import type { Look } from "./look.ts";
import { createLook, tried } from "./look-as.ts";
import { createMessageActs } from "./message-acts.ts";
import { createPane, type Place } from "./pane.ts";
import { drawBlocks } from "./render/blocks.ts";
import { type Route, readRoute, writeRoute } from "./route.ts";
import { isQuestion, say } from "./say.ts";
import { createScreen } from "./screen.ts";
import { applySettings, keepSettings, readSettings, type Settings } from "./settings.ts";
import { listenForShortcuts, openHelp } from "./shortcuts.ts";
import { drawSidebar } from "./sidebar.ts";
import { createStoryBar } from "./story.ts";
import { drawTopBar } from "./top-bar.ts";
import { callsPerson, createUnread } from "./unread.ts";
import { drawWelcome, openWelcome, type WelcomeActs } from "./welcome.ts";

const LOOKING_AS = "looking-as";

/** The page: holds what is on the screen, and passes on what people do and what changes. */
export function createPage(body: HTMLElement, view: Window): { start(): Promise<void> } {
  let look: Look;
  let route: Route = { channel: "" };
  let settings: Settings = readSettings(view);
  let stopListening = (): void => {};
  /** Grows with each load: what an earlier one brings late is not shown any more. */
  let generation = 0;
  /** The load that is on the screen; while a newer one is under way, what changes is kept for when it is there. */
  let shown = 0;
  const late: SeenChange[] = [];
  const unread = createUnread();
  const modals = createModals();
  const screen = createScreen(body, () => screen.is("menu-open", false));
  const story = createStoryBar(view.localStorage, {
    ask: (question) => ask(question),
    lookAs: (id) => void lookAs(id),
  });

  const acts = {
    ...createMessageActs(view, () => look),
    older: (place: Place, before: string) =>
      tried(look.text, () => api.messages(look.me.id, place.channel, { thread: place.thread, before })),
  };
  const openThread = (thread: string): void => go({ channel: route.channel, thread });
  const pane = createPane({ ...acts, openThread, empty, seen, working: (thread) => setStop(composer, thread) });
  const threadPane = createPane({
    ...acts,
    empty: () => h("p", { class: "empty" }, look.text.emptyThread),
    seen: () => undefined,
    working: (thread) => setStop(threadComposer, thread),
  });
  const composer = createComposer({ send: (out) => send(out, undefined), editLast: pane.editLast });
  const threadComposer = createComposer({ send: (out) => send(out, route.thread), editLast: threadPane.editLast });

  function setStop(where: Composer, thread: string | undefined): void {
    const { channel } = route;
    where.setStop(thread ? () => void tried(look.text, () => api.stop(look.me.id, channel, thread)) : undefined);
  }

  function here(): SeenChannel {
    const found = look.channels.find((one) => one.id === route.channel) ?? look.channels[0];
    if (!found) throw new Error("this person sees no channel");
    return found;
  }

  async function send(out: Parameters<typeof say>[2], thread: string | undefined): Promise<boolean> {
    const said = await say(look, here(), out, thread);
    if (said?.ts && thread === undefined && isQuestion(look, here(), out.text)) openThread(said.ts);
    return said !== undefined;
  }

  /** A question of the page's own, where people can see and approve what comes of it. */
  function ask(question: string): void {
    const channel = look.channels.find((one) => one.kind === "public" && one.has_bot && one.member) ?? here();
    const text = `@${look.nameOf(look.directory.app.bot_user)} ${question}`;
    void say(look, channel, { text, files: [] }, undefined).then((said) => {
      if (said?.ts) go({ channel: channel.id, thread: said.ts });
    });
  }

  const welcomeActs = (): WelcomeActs => ({
    ask: (text) => void send({ text, files: [] }, undefined),
    ...(look.directory.demo?.aws === "sample" ? { begin: story.begin } : {}),
  });

  function empty(as: Look, prompts: SeenPrompts): Child {
    const isFirst = story.isNew() && here().id === as.channels[0]?.id;
    if (isFirst) return drawWelcome(as, welcomeActs());
    return drawEmpty(as, here(), prompts, (text) => void send({ text, files: [] }, undefined));
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
    drawFrame();
    const readOnly = channel.member ? {} : { disabled: text.readOnly };
    composer.show(look, {
      key: `${me.id}:${channel.id}`,
      placeholder: text.writeTo(look.channelName(channel)),
      ...readOnly,
    });
    if (channel.kind === "im" && look.otherIn(channel)?.is_bot && !isSameChannel) {
      void tried(text, () => api.openHome(me.id, channel.id, route.home ? "home" : "messages"));
    }
    if (route.home) return showHome();
    if (route.thread !== undefined) {
      const key = `${me.id}:${channel.id}:${route.thread}`;
      const isNamed = channel.kind === "public" || channel.kind === "private";
      const alsoTo = isNamed ? { alsoTo: text.alsoSend(channel.name) } : {};
      threadComposer.show(look, { key, placeholder: text.reply, ...alsoTo, ...readOnly });
    }
    // Before anything is loaded: who goes somewhere to write may begin at once.
    focusWhereTyped(route.thread === undefined ? composer : threadComposer);
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

  /** On a touch screen the focus would bring up the keyboard over what was just opened. */
  function focusWhereTyped(one: Composer): void {
    const isAmongPeople = screen.topBar.querySelector(":focus-visible") !== null;
    if (view.matchMedia("(hover: hover)").matches && !isAmongPeople) one.focus();
  }

  function drawFrame(): void {
    const channel = here();
    const { text } = look;
    screen.is("has-thread", route.thread !== undefined);
    screen.is("has-home", route.home === true);
    screen.sidebar.setAttribute("aria-label", text.channels);
    screen.thread.setAttribute("aria-label", text.thread);
    drawTopBar(screen.topBar, look, {
      lookAs: (id) => void lookAs(id),
      menu: () => screen.is("menu-open"),
      jump,
      help: () => openHelp(look.text),
      about,
      settings,
      change: changeSettings,
    });
    drawChannelHeader(screen.header, look, channel, route, go);
    drawThreadHeader(screen.threadHeader, look, channel, closeThread);
    story.show(look);
    drawUnread();
  }

  function drawUnread(): void {
    drawSidebar(screen.sidebar, look, { route, unread, go, about });
    const waiting = unread.mentions();
    view.document.title = `${waiting > 0 ? `(${waiting}) ` : ""}${look.channelName(here())} · ${look.directory.team.name}`;
  }

  function closeThread(): void {
    if (route.thread !== undefined) go({ channel: route.channel });
  }

  function about(): void {
    screen.is("menu-open", false);
    openWelcome(look, welcomeActs());
  }

  function jump(): void {
    openJump(look, { go, lookAs: (id) => void lookAs(id) });
  }

  function changeSettings(next: Settings): void {
    const isOtherLanguage = next.language !== settings.language;
    settings = next;
    keepSettings(view, settings);
    applySettings(view, settings);
    if (isOtherLanguage) void lookAs(look.me.id);
    else drawFrame();
  }

  async function showHome(): Promise<void> {
    const bot = look.otherIn(here());
    const app = look.directory.apps?.find((one) => one.bot_user === bot?.id);
    const { home } = await api.view(look.me.id, app?.id);
    if (!home) fill(screen.home, h("p", { class: "empty" }, look.text.homeEmpty));
    else {
      const surface = { place: { view_id: home.id }, values: {} };
      fill(screen.home, h("div", { class: "blocks" }, drawBlocks(look, home.blocks, surface)));
    }
  }

  function onChange(change: SeenChange): void {
    if (change.type === "resync") void lookAs(look.me.id);
    else if (change.type === "directory" || change.type === "clock") void refreshDirectory();
    else if (change.type === "view") void modals.show(look);
    else if (change.type === "home") {
      if (route.home) void showHome();
    } else if (change.type === "read") {
      unread.read(change.channel, change.last_read);
      drawUnread();
    } else {
      if (shown !== generation) late.push(change);
      applyToPanes(change);
      if (change.type === "message") count(change.message);
    }
  }

  function applyToPanes(change: SeenChange): void {
    pane.apply(change);
    threadPane.apply(change);
  }

  const known = new Set<string>();
  /** A message's later changes are no news. */
  function count(message: SeenMessage): void {
    const key = `${message.channel}:${message.ts}`;
    const isNews = !known.has(key) && message.user !== look.me.id;
    known.add(key);
    if (!isNews || (message.channel === route.channel && view.document.hasFocus())) return;
    const channel = look.channels.find((one) => one.id === message.channel);
    unread.add(channel, message, callsPerson(message.text, look.me.id, look.directory.groups));
    drawUnread();
  }

  async function load(id: string): Promise<void> {
    const [directory, channels] = await Promise.all([api.people(), api.channels(id)]);
    const shift = directory.now - Date.now();
    look = createLook(
      { directory, channels, user: id, language: settings.language, shift },
      (other) => void lookAs(other),
    );
  }

  async function refreshDirectory(): Promise<void> {
    await load(look.me.id);
    drawFrame();
  }

  async function lookAs(id: string): Promise<void> {
    stopListening();
    await load(id);
    view.localStorage.setItem(LOOKING_AS, look.me.id);
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
      applySettings(view, settings);
      fill(screen.main, screen.header, screen.lost, screen.home, pane.element, composer.element);
      fill(screen.thread, screen.threadHeader, threadPane.element, threadComposer.element);
      fill(body, screen.topBar, story.element, screen.sidebar, screen.main, screen.thread, screen.shade);
      view.addEventListener("popstate", () => void show(readRoute(view.location) ?? { channel: "" }));
      listenForShortcuts(view, {
        jump,
        help: () => openHelp(look.text),
        channel(by) {
          const at = look.channels.findIndex((one) => one.id === route.channel);
          go({ channel: look.channels.at((at + by) % look.channels.length)?.id ?? "" });
        },
        person(n) {
          const people = look.directory.people.filter((one) => !one.is_bot && !one.deleted);
          if (people[n]) void lookAs(people[n].id);
        },
        part: screen.focusPart,
        closeThread,
      });
      // Drawn before the fonts are here, Hangul stays as empty boxes where the machine has no font for it.
      const fonts = ["400", "700"].map((weight) => view.document.fonts.load(`${weight} 1em Pretendard`, "가"));
      const [directory] = await Promise.all([api.people(), Promise.allSettled(fonts)]);
      const remembered = view.localStorage.getItem(LOOKING_AS);
      const first = directory.people.find((one) => one.id === remembered && !one.deleted) ?? directory.people[0];
      route = readRoute(view.location) ?? { channel: "" };
      await lookAs(first?.id ?? "");
      view.history.replaceState(null, "", writeRoute(route.channel === "" ? { channel: here().id } : route));
    },
  };
}
