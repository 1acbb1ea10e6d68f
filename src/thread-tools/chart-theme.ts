import { z } from "zod";
import type { Theme } from "../ports/themes.ts";
import type { ThreadTool } from "../ports/thread-tool.ts";
import { describeTool, readArgs } from "./describe-tool.ts";

export interface ChartThemeDeps {
  /** Keeps it for the person who asked this turn. */
  chooseTheme(runId: string, theme: Theme): void;
}

const input = z.strictObject({ theme: z.enum(["light", "dark"]) });

/** What a person wants their pictures to look like from now on; it changes nothing but their own setting. */
export function chartTheme({ chooseTheme }: ChartThemeDeps): ThreadTool {
  return {
    descriptor: describeTool({
      name: "chart_theme",
      title: { ko: "차트 테마 정하기", en: "Set the theme of charts" },
      description: [
        "Keep for the asker whether charts and diagrams are light or dark, from now on and in every thread.",
        "Use only when they ask for dark or light pictures. To show the last one anew, call chart again afterwards.",
      ].join(" "),
      input,
    }),
    async run(args, { context }) {
      const { theme } = readArgs("chart_theme", input, args);
      chooseTheme(context.runId, theme);
      return { text: `From now on the pictures of this person are ${theme}.` };
    },
  };
}
