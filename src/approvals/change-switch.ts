import { cleanText } from "../../redaction/clean-text.ts";
import { redact } from "../../redaction/redact.ts";
import type { Log } from "../log.ts";
import type {
  ChangeSwitch,
  Stop,
  StopFile,
  SwitchAnswer,
  SwitchRefusal,
  SwitchRequest,
} from "../ports/change-switch.ts";
import type { Clock } from "../ports/clock.ts";
import type { KillSwitch } from "./kill-switch.ts";
import { type ApproverRule, approversOf, memberOf, type People } from "./policy.ts";
import type { SwitchWatch } from "./switch-watch.ts";

const MOST_WHY = 300;

/**
 * The kill switch in Slack's hands. Stopping is for everybody whose approval counts anywhere, and for admins; turning back is for
 * admins alone where there are any, and never where it was thrown at the machine or in the rules: whoever stopped it there
 * may have had Slack itself in mind.
 */
export function createChangeSwitch(deps: {
  enabled: boolean;
  file: StopFile;
  stopped: KillSwitch;
  watch: SwitchWatch;
  directory: People;
  homeTeam: () => string;
  rules: { stop: ApproverRule[]; allow: ApproverRule[] };
  clock: Clock;
  log: Log;
}): ChangeSwitch {
  const { file, stopped, watch, directory, rules, clock, log } = deps;

  async function mayTurn({ to, user }: SwitchRequest): Promise<SwitchAnswer> {
    const stop = stopped();
    const refused = (why: SwitchRefusal, people: string[] = []) => ({ kind: "refused" as const, why, people, stop });
    if (!deps.enabled) return refused("not_enabled");
    try {
      const person = await memberOf(user, deps);
      if (typeof person === "string") return refused(person);
      const people = await approversOf([to === "stopped" ? rules.stop : rules.allow], directory);
      if (!people.includes(user.id)) return refused("not_allowed", people);
      if (to === "stopped") return stop ? refused("stopped_already") : { kind: "may", person, stop };
      if (!stop) return refused("not_stopped");
      return stop.from === "slack" ? { kind: "may", person, stop } : refused("not_from_here");
    } catch {
      return refused("lookup_failed");
    }
  }

  /** Stopped is stopped, also where the disk takes no entry: the next look tries again. */
  function recorded(by: Parameters<SwitchWatch["look"]>[0]): Promise<void> {
    try {
      return watch.look(by);
    } catch (error) {
      log.error({ err: error }, "a stop of all changes could not be put on record yet");
      return Promise.resolve();
    }
  }

  return {
    stop: stopped,
    mayTurn,
    async turn(request) {
      const judged = await mayTurn(request);
      if (judged.kind === "refused") {
        watch.refused(request, judged.why);
        return judged;
      }
      const said = request.why === null ? "" : cleanText(redact(request.why), MOST_WHY).trim();
      const by = {
        user: request.user.id,
        team: request.user.team,
        name: judged.person.name,
        language: judged.person.language,
      };
      if (request.to === "stopped") {
        const stop: Stop = { by: by.name, why: said || null, at: clock.now(), from: "slack" };
        file.write(stop);
        return { kind: "turned", told: recorded(by) };
      }
      const { stop } = judged;
      if (said === "") return { kind: "refused", why: "no_reason", people: [], stop };
      if (!stop || !file.lift(stop)) return { kind: "refused", why: "not_from_here", people: [], stop: stopped() };
      try {
        return { kind: "turned", told: watch.look(by, said) };
      } catch (error) {
        // What cannot be put on record is not done (A10).
        file.write(stop);
        throw error;
      }
    },
  };
}
