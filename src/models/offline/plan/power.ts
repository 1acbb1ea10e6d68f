import { instancesOf } from "../compose/instances-of.ts";
import { noneText, outcomeText, severalText } from "../compose/power.ts";
import { type Row, text } from "../format/result.ts";
import { POWER, type Power } from "../power.ts";
import type { Slots } from "../slots.ts";
import { isOfType } from "./instance-types.ts";
import { call, fetched, perhaps, type Script, scripted } from "./script.ts";
import { called, offers, type Playbook } from "./working.ts";

/** What one approval card takes. */
const MOST_TARGETS = 5;
const INVENTORY = "inventory_find_instances";
const TRAIL = "trail_find_events";
/** As far back as CloudTrail tells who launched something. */
const RETAINED = "90d";

/** Asks for the change; a person decides on the card; then tells how it ended. */
export function powerPlaybook(power: Power): Playbook {
  const { tool, from } = POWER[power];
  const script = scripted(tool, function* (working): Script {
    const { slots, words } = working;
    const propose = (targets: readonly string[]) => [call(tool, { targets, account: slots.account })];
    const named = slots.names ?? [];
    if (named.length > MOST_TARGETS) return words.power[power].tooMany(named.length);
    let targets: readonly string[] = named;
    if (named.length === 0) {
      const { account, regions, user } = slots;
      const launches = user
        ? [call(TRAIL, { period: RETAINED, events: ["RunInstances"], user, account, regions })]
        : [];
      const [there, launched] = yield [call(INVENTORY, { state: from, account, regions }), ...launches];
      const found = fetched(working, there);
      if ("trouble" in found) return found.trouble;
      const own = user ? (perhaps(working, launched)?.rows ?? []).flatMap(instancesOf) : null;
      const fitting = found.result.rows.filter(
        (row) => fits(row, slots) && (own === null || own.includes(text(row.instance_id))),
      );
      if (fitting.length === 0) return noneText(working, power, found.info);
      if (fitting.length > Math.min(MOST_TARGETS, slots.count ?? MOST_TARGETS))
        return severalText(working, power, fitting);
      targets = fitting.map((row) => text(row.instance_id));
    }
    const decided = (yield propose(targets))[0];
    return decided?.result ? outcomeText(working, power, decided) : "";
  });
  return (working) => {
    // A language model that broke down may have proposed it in this turn: what counts is that it was decided.
    const decided = called(working, tool).findLast(({ result }) => result !== null);
    if (decided) return { text: outcomeText(working, power, decided) };
    return offers(working, tool) ? script(working) : { text: working.words.power.off };
  };
}

function fits(row: Row, { instanceType: type, without = [] }: Slots): boolean {
  if (without.some((name) => name === row.instance_id || text(row.name).startsWith(name))) return false;
  return !type || isOfType(text(row.type), type);
}
