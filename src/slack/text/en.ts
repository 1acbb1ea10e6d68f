import { enAnswer } from "./en-answer.ts";
import { enAwsCost } from "./en-aws-cost.ts";
import { enCard } from "./en-card.ts";
import { enChangeSwitch } from "./en-change-switch.ts";
import { enClick } from "./en-click.ts";
import { enFeedback } from "./en-feedback.ts";
import { enHandOver } from "./en-hand-over.ts";
import { enHistory } from "./en-history.ts";
import { enHome } from "./en-home.ts";
import { enLive } from "./en-live.ts";
import { enModels } from "./en-models.ts";
import { enNotes } from "./en-notes.ts";
import { enProof } from "./en-proof.ts";
import type { Words } from "./words.ts";

/** Interface texts in English. `who` is Slack markup made by our code; other values are plain. */
export const en: Words = {
  thinking: "is looking into it…",
  reading: (title) => `is reading: ${title}…`,
  modelWaiting: (seconds) => `the model is busy; going on in about ${seconds} s…`,
  rows: (count) => `${count.toLocaleString("en-US")} ${count === 1 ? "row" : "rows"}`,
  guest: "⛔ Guests may not ask. Please have a full member ask for you.",
  foreign: "⛔ People of other workspaces may not ask. Please have a member of this workspace ask for you.",
  notAsker: "⛔ Only certain people may ask in this channel. An admin can change `channels` in opsthread.yaml.",
  channelNotConfigured:
    "⛔ No AWS account is connected to this channel. Ask an admin to add it under `channels` in opsthread.yaml, or ask me in a DM.",
  lookupFailed: "⛔ Your permission could not be checked, so nothing was done. Please try again in a moment.",
  emptyQuestion: "help",
  unverified: "⚠️ The paragraph above has figures that no computation confirmed.",
  failure: {
    model_unreachable:
      "⚠️ **The language model cannot be reached, so the answer is not complete.** Please send the question again in a moment.",
    model_misconfigured:
      "⚠️ **The language model is not set up correctly.** Please tell an admin to check the API key and the model's name.",
    model_spend_limit:
      "⚠️ **The language model's spending limit is reached.** An admin can raise it; otherwise it is back next month.",
    model_refused: "⚠️ **The language model declined to answer this.** Please put the question differently.",
    model_cut_off: "⚠️ **The answer was too long and was cut off.** Please narrow it down and ask again.",
    thread_too_long: "⚠️ **This thread has become too long.** Please ask again in a new message.",
    tools_unavailable:
      "⚠️ **The tools that read AWS do not start, so nothing was looked up.** Please send the question again in a moment. If it happens again, give an admin the number below.",
    budget_steps: "⚠️ **The answer was not complete within the allowed steps.** Please split the question.",
    budget_time: "⚠️ **The answer was not complete within the allowed time.** Please narrow the period or the scope.",
    budget_person:
      "⚠️ **Your model budget for today is used up.** Ask again after 00:00 UTC, or use a command that needs no model, such as `/aws-cost`. An admin can change `budgets.person_day_usd`.",
    budget_day:
      "⚠️ **Everybody together has used today's limit for the model.** Ask again after 00:00 UTC, or use a command that needs no model, such as `/aws-cost`. An administrator can change `budgets.day_usd` and `budgets.day_tokens`.",
    budget_money: "⚠️ **This question reached its cost limit.** Please narrow it down and ask again.",
    loop: "⚠️ **The same look-up kept repeating, so I stopped.** Please ask again a little more precisely.",
    stopped: "⏹ **Stopped as you asked.**",
    internal:
      "⚠️ **An internal error ended this answer.** Please send the question again. If it happens again, give an admin the number below.",
  },
  partial: "What was found until then stands above.",
  reference: (id) => `Reference \`${id}\``,
  evidence: {
    utcDays: "UTC billing days",
    regions: (count) => `${count} ${count === 1 ? "region" : "regions"}`,
    skipped: (list) => `left out: ${list}`,
    fresh: (time) => `up to ${time}`,
    cached: "stored result",
    ceRequests: (count, usd) => `${count} Cost Explorer ${count === 1 ? "request" : "requests"} ${usd}`,
    scanned: (amount, usd) => `${amount} of logs scanned ${usd}`,
    free: "no AWS cost",
    underCent: "under $0.01",
    answer: (usd) => `answer ${usd}`,
    priceUnknown: (tokens) => `${tokens.toLocaleString("en-US")} tokens, price unknown`,
    nearBudget: {
      turn: (used, limit) => `⚠️ ${used} of this answer's ${limit} used`,
      person: (used, limit) => `⚠️ ${used} of today's ${limit} used`,
      day: (used, limit) => `⚠️ ${used} of everybody's ${limit} of today used`,
    },
    tokenCount: (count) => `${count} tokens`,
    shown: (count, of) => (of === null ? `the first ${count} rows, there are more` : `${count} of ${of} rows`),
    beganAnew: "the earlier thread was summarised, its results are kept",
    clockMoved: (now) => `⏱ by a moved clock, ${now}`,
    fellBack: (model) => `⚠️ answered by rules instead of ${model}`,
  },
  notes: enNotes,
  answer: enAnswer,
  card: enCard,
  click: enClick,
  changeSwitch: enChangeSwitch,
  live: enLive,
  models: enModels,
  history: enHistory,
  home: enHome,
  proof: enProof,
  feedback: enFeedback,
  handOver: enHandOver,
  awsCost: enAwsCost,
  fileFailed: "⚠️ The file could not be posted. Please ask for it again in a moment.",
  pictureFailed: "⚠️ The chart could not be posted. The figures in the table hold.",
  gaveUp: (id) => `⚠️ This question failed several times, so I gave it up. Reference \`${id}\``,
};
