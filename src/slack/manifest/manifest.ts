import { en } from "../text/en.ts";
import { ko } from "../text/ko.ts";
import { EVENT_SCOPES, METHOD_SCOPES } from "./scopes.ts";

/** What Slack shows of a command while it is typed. */
const COMMANDS: Readonly<Record<string, { description: string; usage_hint: string }>> = {
  "/models": {
    description: "Show or choose the model that answers you, or a channel",
    usage_hint: "[name | channel name | reset]",
  },
  "/aws-cost": {
    description: "Chart AWS cost, without any model",
    usage_hint:
      "[7d | last month | Nov 1-15] [by service | account | region | tag:Name] [vs previous | forecast | csv]",
  },
};

/** Held by the app without a call or event of its own: commands, and the view of an agent. */
const ALWAYS = ["assistant:write", "commands"];

/**
 * The app as Slack has to know it. Commands, events and scopes follow from what the code registers and calls; throws where
 * something of it has no line in the tables here.
 */
export function manifestOf(code: { commands: string[]; events: string[]; methods: string[] }): object {
  const heard = code.events.flatMap((name) => known(EVENT_SCOPES, name, "event"));
  const called = code.methods.flatMap((name) => known(METHOD_SCOPES, name, "method"));
  const scopes = new Set([...ALWAYS, ...called, ...heard.flatMap(([, scope]) => scope ?? [])]);
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: "Opsthread",
      description: "Computed answers about your AWS account, charts in the thread, changes that people approve.",
      long_description:
        "Opsthread answers questions about logs, CloudTrail, GuardDuty, cost, metrics and alarms of your AWS accounts in the language they were asked in. Every figure is computed from AWS data and says which accounts, regions and period it covers. Charts are drawn into the thread. A change runs only after a person has pressed Approve on a card that shows exactly what will run.",
      background_color: "#1d3557",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "ops", always_online: true },
      agent_view: {
        agent_description:
          "Answers questions about your AWS accounts, draws cost and metric charts, and runs changes only after a person approved them.",
        suggested_prompts: [...en.home.prompts.all.slice(0, 2), ...ko.home.prompts.all.slice(2, 4)],
      },
      slash_commands: code.commands.map((command) => {
        return { command, ...known(COMMANDS, command, "command"), should_escape: false };
      }),
    },
    oauth_config: { scopes: { bot: [...scopes].sort() } },
    settings: {
      event_subscriptions: { bot_events: heard.map(([event]) => event).sort() },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  };
}

function known<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw new Error(`src/slack/manifest has no line for the ${what} ${name}`);
  return found;
}
