import type { HomeView, KnownBlock } from "@slack/types";
import { capText } from "../../../redaction/clean-text.ts";
import type { LastCalls } from "../../ports/activity.ts";
import type { Approval } from "../../ports/approvals.ts";
import type { Person } from "../../ports/directory.ts";
import type { AccountCost, CostDay, HomeFacts } from "../../ports/home.ts";
import { limits } from "../limits.ts";
import { escapeMrkdwn } from "../mrkdwn.ts";
import type { HomeWords } from "../text/home.ts";
import { monthDay, stamp } from "../text/time.ts";
import { words } from "../text/words.ts";
import { switchButton } from "./change-switch.ts";
import { currentModel, modelMenus } from "./models.ts";
import { pastLink } from "./past-links.ts";
import { stopLine } from "./stop-line.ts";

export const HOME_SEARCH = "home:search";
export const HOME_THEME = "home:theme";
export const HOME_REFRESH = "home:refresh";

/** `address`: the workspace's, with a slash at its end. */
type Reader = Pick<Person, "language" | "zone"> & { address: string };

/** App Home of one person: what it does and costs, what waits, what was asked, how it is. */
export function homeView(facts: HomeFacts, reader: Reader): HomeView {
  const { home } = words(reader.language);
  const { accounts, canAct, models } = facts;
  const blocks: KnownBlock[] = [
    header(home.title),
    section(
      [home.ask, home.accounts(escapeMrkdwn(accounts.join(", "))), canAct ? home.canAct : home.readOnly].join("\n"),
    ),
    section(currentModel(models, reader.language)),
    ...modelMenus({ ...models, mayChooseForChannel: false }, reader.language),
    themeMenu(facts, reader),
    { type: "divider" },
    ...costBlocks(facts, reader),
    ...switchBlocks(facts, reader),
    ...approvalBlocks(facts, reader),
    { type: "divider" },
    ...threadBlocks(facts, reader),
    { type: "divider" },
    ...healthBlocks(facts, reader),
  ];
  return { type: "home", callback_id: "home", blocks: blocks.slice(0, limits.homeBlocks) };
}

/** What stands there instead, for somebody who may not ask or when it cannot be made. */
export const homeNotice = (text: string): HomeView => ({ type: "home", callback_id: "home", blocks: [section(text)] });

function themeMenu({ theme }: HomeFacts, { language }: Reader): KnownBlock {
  const { home } = words(language);
  const option = (value: "light" | "dark") => ({ text: plain(home[value]), value });
  return {
    ...section(`*${home.theme}*`),
    accessory: {
      type: "static_select",
      action_id: HOME_THEME,
      options: [option("light"), option("dark")],
      initial_option: option(theme),
    },
  };
}

function costBlocks({ cost }: HomeFacts, { language, zone }: Reader): KnownBlock[] {
  const { home } = words(language);
  if (cost.at === null) return [section(home.noCost)];
  const [only] = cost.accounts;
  const isOne = cost.accounts.length === 1 && cost.unread.length === 0;
  const title =
    isOne && only
      ? home.cost(escapeMrkdwn(only.account), dollars(cost.usd))
      : home.costAll(dollars(cost.usd), cost.accounts.filter(({ read }) => read !== null).length);
  const lines = isOne ? [] : cost.accounts.map((one) => accountLine(one, home));
  const unread = cost.unread.length > 0 ? [home.costUnread(escapeMrkdwn(cost.unread.join(", ")))] : [];
  const text = [title, ...spark(cost.days), ...lines, ...unread].join("\n");
  return [section(text), context(home.costAt(stamp(cost.at, zone, language)))];
}

function accountLine({ account, read }: AccountCost, home: HomeWords): string {
  const name = escapeMrkdwn(account);
  return read ? [`• ${name} ${dollars(read.usd)}`, ...spark(read.days)].join("  ") : `• ${home.costFailed(name)}`;
}

const dollars = (usd: number): string =>
  `${usd < 0 ? "−" : ""}$${Math.abs(usd).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;

function spark(days: readonly CostDay[]): string[] {
  const line = sparkline(days.map(({ usd }) => usd));
  return line ? [line] : [];
}

const STEPS = "▁▂▃▄▅▆▇█";

/** A day a sign, from nothing to twice the usual: a day of tax or fees would flatten all others. */
export function sparkline(days: readonly number[]): string {
  const paid = days.filter((usd) => usd > 0).sort((a, b) => a - b);
  const most = Math.min(paid.at(-1) ?? 0, 2 * (paid[paid.length >> 1] ?? 0));
  if (most <= 0) return "";
  return days.map((usd) => STEPS[Math.min(7, Math.max(0, Math.round((usd / most) * 7)))]).join("");
}

/** Everybody sees that changes are stopped; the button is for those who may turn it. */
function switchBlocks({ changes }: HomeFacts, reader: Reader): KnownBlock[] {
  if (!changes || (!changes.stop && !changes.mayTurn)) return [];
  const { stop, mayTurn } = changes;
  const say = words(reader.language).changeSwitch;
  const text = stop
    ? `⛔ ${escapeMrkdwn(stopLine(stop, reader))} ${say.turnedBackAt[stop.from]}`
    : `*${words(reader.language).home.changesOn}*`;
  const nowhere = { channel: null, threadTs: null, why: null };
  const press = switchButton(stop ? "allowed" : "stopped", nowhere, reader.language);
  return [{ ...section(text), ...(mayTurn ? { accessory: press } : {}) }];
}

function approvalBlocks({ approvals }: HomeFacts, reader: Reader): KnownBlock[] {
  const { home } = words(reader.language);
  if (approvals.length === 0) return [section(`*${home.approvals}*\n${home.noApprovals}`)];
  const lines = approvals.map(
    (one) => `• ${approvalLink(one, reader)} · ${home.until(stamp(one.expiresAt, reader.zone, reader.language))}`,
  );
  return [section([`*${home.approvals}*`, ...lines].join("\n"))];
}

function approvalLink({ thread, preview }: Approval, { language, address }: Reader): string {
  return pastLink({ thread, question: `${preview.title[language]}: ${preview.target[language]}` }, address);
}

function threadBlocks({ threads, search }: HomeFacts, { language, zone, address }: Reader): KnownBlock[] {
  const { home } = words(language);
  const said = escapeMrkdwn(capText(search, 60));
  const field: KnownBlock = {
    type: "input",
    block_id: HOME_SEARCH,
    dispatch_action: true,
    optional: true,
    label: plain(home.searchLabel),
    element: {
      type: "plain_text_input",
      action_id: HOME_SEARCH,
      max_length: 200,
      placeholder: plain(home.searchHint),
      dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] },
      ...(search ? { initial_value: capText(search, 200) } : {}),
    },
  };
  if (!threads) return [field, section(home.noScope)];
  const title = `*${search ? home.found(said) : home.threads}*`;
  const none = search ? home.nothingFound(said) : home.noThreads;
  const lines = threads.map(({ thread, firstQuestion: question, at }) => {
    return `• ${pastLink({ thread, question }, address)} · ${monthDay(at, zone, language)}`;
  });
  return [field, section([title, ...(lines.length > 0 ? lines : [none])].join("\n"))];
}

function healthBlocks({ health, spent }: HomeFacts, { language, zone }: Reader): KnownBlock[] {
  const { home } = words(language);
  const told = ({ okAt, failure, failedAt }: LastCalls): string => {
    if (failure && failedAt !== null) return home.failing(escapeMrkdwn(failure), stamp(failedAt, zone, language));
    return okAt === null ? home.unused : home.fine(stamp(okAt, zone, language));
  };
  const { queue } = health;
  const usd = (amount: number) => `$${amount.toFixed(2)}`;
  const cost = home.spent(usd(spent.modelUsd), spent.questions, usd(spent.costExplorerRequests * 0.01));
  const lines = [
    `*${home.health}*`,
    `${home.model}: ${told(health.model)}`,
    `${home.aws}: ${told(health.aws)}`,
    home.queue(queue.running, queue.waiting),
    `${cost}${spent.unpricedTokens > 0 ? `, ${home.tokens(spent.unpricedTokens)}` : ""}`,
  ];
  const refresh = { type: "button" as const, action_id: HOME_REFRESH, text: plain(home.refresh), value: "refresh" };
  return [{ ...section(lines.join("\n")), accessory: refresh }];
}

const plain = (text: string) => ({ type: "plain_text" as const, text });
const header = (text: string): KnownBlock => ({ type: "header", text: plain(text) });
const section = (text: string) => ({
  type: "section" as const,
  text: { type: "mrkdwn" as const, text: capText(text, limits.sectionText), verbatim: true },
});
const context = (text: string): KnownBlock => ({
  type: "context",
  elements: [{ type: "mrkdwn", text: capText(text, limits.contextText), verbatim: true }],
});
