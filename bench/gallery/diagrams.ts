import { exampleDiagrams } from "../../charts/diagrams/examples.ts";
import type { createDraw } from "../../charts/draw.ts";
import type { DiagramRequest } from "../../src/ports/thread-tool.ts";
import type { CallContext } from "../../src/ports/tools.ts";
import { diagram } from "../../src/thread-tools/diagram.ts";
import type { SampleAccount } from "./sample-account.ts";

type Draw = ReturnType<typeof createDraw>;
type Theme = "light" | "dark";

/** Architectures drawn from the sample account's inventory, by the scope that inventory_graph takes. */
const architectures: Record<string, string> = {
  architecture_vpc: "vpc:haneul-prod",
  architecture_app: "app:order",
  architecture_account: "account",
};

/** What people and models work out themselves is an example; the architecture among them is drawn from inventory instead. */
const worked = (language: "ko" | "en", theme: Theme): DiagramRequest[] =>
  exampleDiagrams(language, theme).filter(({ kind }) => kind !== "architecture");

export const diagramNames = [...Object.keys(architectures), ...worked("en", "light").map(({ kind }) => kind)];

export async function drawDiagram(
  name: string,
  { account, draw, context, theme }: { account: SampleAccount; draw: Draw; context: CallContext; theme: Theme },
): Promise<{ png: Buffer; alt: string }> {
  const scope = architectures[name];
  if (scope === undefined) {
    const request = worked(context.language, theme).find(({ kind }) => kind === name);
    if (!request) throw new Error(`there is no diagram ${name}`);
    return draw.diagram(request);
  }
  const dataset = await account.ask("inventory_graph", { scope });
  const tool = diagram({ datasets: account.datasets, draw, theme: () => theme });
  const at = { thread: account.thread, context };
  const { picture, text } = await tool.run({ dataset }, at, AbortSignal.timeout(60_000));
  if (!picture) throw new Error(text);
  return picture;
}
