import type { Theme } from "../theme.ts";

/** Every word of the page itself, once per language. */
export interface Text {
  locale: string;
  standIn: string;
  standInLong: string;
  lookingAs: string;
  /** A button: look as this person. */
  lookAs(name: string): string;
  otherLanguage: string;
  theme: string;
  themes: Record<Theme, string>;
  jumpTo: string;
  jumpHint: string;
  search: string;
  nothingFound: string;
  channels: string;
  apps: string;
  directMessages: string;
  people: string;
  home: string;
  homeOf(app: string): string;
  homeEmpty: string;
  messagesTab: string;
  tabs: string;
  thread: string;
  close: string;
  menu: string;
  more: string;
  members(count: number): string;
  replies(count: number): string;
  lastReply(time: string): string;
  onlyYou: string;
  alsoInChannel: string;
  repliedTo(name: string): string;
  /** Beside the field of a thread. */
  alsoSend(channel: string): string;
  app: string;
  appNote(app: string): string;
  guest: string;
  you: string;
  deactivated: string;
  status(name: string, status: string): string;
  working(name: string): string;
  cutTimeout: string;
  cutUser: string;
  newMessages: string;
  newLine: string;
  loadingOlder: string;
  /** Writing. */
  send: string;
  stop: string;
  hint: string;
  writeTo(name: string): string;
  reply: string;
  attach: string;
  removeFile: string;
  emoji: string;
  mention: string;
  commands: string;
  broadcast: Record<"here" | "channel", string>;
  readOnly: string;
  unknownCommand(command: string): string;
  /** What one can do with a message. */
  messageTools: string;
  startThread: string;
  addReaction: string;
  react(name: string): string;
  reacted(who: string, name: string): string;
  copyText: string;
  copyLink: string;
  copied: string;
  edit: string;
  edited: string;
  save: string;
  remove: string;
  removeTitle: string;
  removeBody: string;
  /** Blocks and files. */
  cancel: string;
  confirm: string;
  choose: string;
  typeToSearch: string;
  pick: Record<"date" | "time" | "datetime-local", string>;
  optional: string;
  required: string;
  helpful: string;
  notHelpful: string;
  figures: string;
  pageOf(from: number, to: number, all: number): string;
  previousPage: string;
  nextPage: string;
  download: string;
  enlarge: string;
  naturalSize: string;
  fitToScreen: string;
  externalImage: string;
  externalVideo: string;
  remoteFile: string;
  unknownBlock(type: string): string;
  /** Tasks of a plan. */
  taskStatus: Record<"pending" | "in_progress" | "complete" | "error", string>;
  /** What went wrong. */
  offline: string;
  failed(reason: string): string;
  notDelivered: string;
  emptyChannel(name: string): string;
  emptyDm(name: string): string;
  emptyThread: string;
  tryThis: string;
  samples: readonly string[];
  noBotHere: string;
  welcome: Welcome;
  story: Story;
  shortcuts: string;
  keys: readonly { title: string; keys: readonly (readonly [string, string])[] }[];
}

/** What somebody reads first. */
export interface Welcome {
  title: string;
  lead: string;
  /** Of a workspace that stands alone, for an app of one's own. */
  plainTitle(app: string): string;
  plainLead: string;
  real: string;
  standIn: string;
  ends: {
    bot: End;
    slack: End;
    sampleAws: End;
    realAws: End;
    rules: End;
    realModel: End;
  };
  people: string;
  begin: string;
  ask: string;
}

interface End {
  name: string;
  note: string;
}

/** The way through the sample account, one press after the other. */
export interface Story {
  title: string;
  steps: readonly { title: string; question: string }[];
  /** What stops something that runs takes two approvers. */
  approve: { outline: string; titles: readonly [string, string]; press(name: string): string };
  approving: { title: string; press: string };
  /** A last look, when it has been done. */
  check: { title: string; question: string };
  done: string;
  end: string;
  skip: string;
}
