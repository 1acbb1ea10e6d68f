import type { WebClient } from "@slack/web-api";
import type { ChangeSwitch, SwitchAnswer } from "../ports/change-switch.ts";
import type { Directory } from "../ports/directory.ts";
import type { Language } from "../ports/tools.ts";
import type { Request } from "./intake.ts";
import { escapeMrkdwn } from "./mrkdwn.ts";
import { NOTICE, tell } from "./notice.ts";
import type { asksToTurnChanges } from "./switch-words.ts";
import { words } from "./text/words.ts";
import { clip, listNames } from "./views/card-parts.ts";
import { MOST_WHY, offeredSwitch } from "./views/change-switch.ts";
import { stopLine } from "./views/stop-line.ts";

interface Deps {
  client: WebClient;
  changeSwitch: Pick<ChangeSwitch, "mayTurn">;
  directory: Directory;
}

/** Somebody said "stop all changes": a button for those who may, and why not for everybody else. Seen by them alone. */
export async function offerSwitch(
  asked: Pick<Request, "channel" | "user" | "threadTs"> & { team: string; language: Language },
  order: NonNullable<ReturnType<typeof asksToTurnChanges>>,
  { client, changeSwitch, directory }: Deps,
): Promise<void> {
  const { channel, user, team, threadTs, language } = asked;
  const judged = await changeSwitch.mayTurn({ to: order.to, user: { id: user, team } });
  const zone =
    judged.kind === "may"
      ? judged.person.zone
      : await directory.person(user).then(
          (one) => one.zone,
          () => "UTC",
        );
  if (judged.kind === "refused") {
    return tell(client, { channel, user, threadTs }, await switchRefusal(judged, { language, zone }, directory));
  }
  const shown = offeredSwitch(
    judged.stop,
    { channel, threadTs, why: order.why === null ? null : clip(order.why, MOST_WHY) },
    { language, zone },
  );
  if (channel.startsWith("D"))
    await client.chat.postMessage({ channel, thread_ts: threadTs, ...shown, metadata: NOTICE });
  else await client.chat.postEphemeral({ channel, user, thread_ts: threadTs, ...shown });
}

/** As mrkdwn: why it is not turned, and who could. */
export async function switchRefusal(
  { why, people, stop }: Extract<SwitchAnswer, { kind: "refused" }>,
  reader: { language: Language; zone: string },
  directory: Pick<Directory, "person">,
): Promise<string> {
  const say = words(reader.language).changeSwitch;
  const known = await Promise.all(people.map((id) => directory.person(id).catch(() => ({ id, name: id }))));
  const names = Object.fromEntries(known.map(({ id, name }) => [id, name]));
  const lines = [
    say.refused[why](listNames(people, { language: reader.language, names })),
    ...(stop && why !== "not_allowed" ? [stopLine(stop, reader)] : []),
    ...(stop && (why === "not_from_here" || why === "stopped_already") ? [say.turnedBackAt[stop.from]] : []),
  ];
  return escapeMrkdwn(lines.join("\n"));
}
