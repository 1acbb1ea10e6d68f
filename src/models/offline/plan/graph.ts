import { caveats, paragraphs, pictureTrouble } from "../compose/common.ts";
import { code } from "../format/markdown.ts";
import { number } from "../format/result.ts";
import { call, fetched, scripted } from "./script.ts";
import type { Playbook } from "./working.ts";

const TOOL = "inventory_graph";

/** A VPC, an application or the account as a picture. */
export const graphPlaybook = (scope: string): Playbook =>
  scripted(TOOL, function* (working) {
    const { words, reader } = working;
    const got = fetched(working, (yield [call(TOOL, { scope, account: working.slots.account })])[0]);
    if ("trouble" in got) return got.trouble;
    const { nodes, edges } = got.info.totals;
    const name = scope === "account" ? words.lookups.account : code(scope.slice(scope.indexOf(":") + 1));
    const [drawn] = number(nodes) > 0 ? yield [call("diagram", { dataset: got.handle })] : [];
    const done = drawn?.result?.failed === false;
    return paragraphs(
      done ? words.lookups.drawn(name, number(nodes), number(edges)) : words.lookups.notDrawn(name, number(nodes)),
      pictureTrouble(working),
      caveats(words, got.info, reader),
    );
  });
