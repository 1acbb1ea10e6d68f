import type { SeenChannel, SeenPrompts } from "../control/types.ts";
import type { Outgoing } from "./composer.ts";
import type { Child } from "./dom.ts";
import { drawEmpty } from "./empty.ts";
import type { Look } from "./look.ts";
import type { Route } from "./route.ts";
import { isQuestion, say } from "./say.ts";
import type { StoryBar } from "./story.ts";
import { drawWelcome, openWelcome, type WelcomeActs } from "./welcome.ts";

/** What goes out from the page: what people write, and the questions that the page itself offers. */
export function createAsking(deps: {
  look: () => Look;
  here: () => SeenChannel;
  go: (to: Route) => void;
  story: () => Pick<StoryBar, "begin" | "isNew">;
}) {
  const { look, here, go } = deps;

  async function send(out: Outgoing, thread: string | undefined): Promise<boolean> {
    const channel = here();
    const said = await say(look(), channel, out, thread);
    if (said?.ts && thread === undefined && isQuestion(look(), channel, out.text))
      go({ channel: channel.id, thread: said.ts });
    return said !== undefined;
  }
  const offer = (text: string): void => void send({ text, files: [] }, undefined);

  const welcomeActs = (): WelcomeActs => ({
    ask: offer,
    ...(look().directory.demo?.aws === "sample" ? { begin: deps.story().begin } : {}),
  });

  return {
    send,

    /** A question of the page's own, where people can see and approve what comes of it. */
    ask(question: string): void {
      const { channels, nameOf, directory } = look();
      const channel = channels.find((one) => one.kind === "public" && one.has_bot && one.member) ?? here();
      const text = `@${nameOf(directory.app.bot_user)} ${question}`;
      void say(look(), channel, { text, files: [] }, undefined).then((said) => {
        if (said?.ts) go({ channel: channel.id, thread: said.ts });
      });
    },

    empty(as: Look, prompts: SeenPrompts): Child {
      const isFirst = deps.story().isNew() && here().id === as.channels[0]?.id;
      return isFirst ? drawWelcome(as, welcomeActs()) : drawEmpty(as, here(), prompts, offer);
    },

    welcome: (): void => openWelcome(look(), welcomeActs()),
  };
}
