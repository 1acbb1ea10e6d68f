import type { Directory, Person } from "../ports/directory.ts";

/** A dialog opens within three seconds of the press or not at all: look-ups in Slack get no more than this of them. */
const LOOK_UP_MS = 1_000;

/** Who pressed, as far as Slack tells it while the press is good for a dialog; else null. */
export function personInTime(directory: Pick<Directory, "person">, user: string): Promise<Person | null> {
  const nobody = new Promise<null>((resolve) => setTimeout(resolve, LOOK_UP_MS, null).unref());
  return Promise.race([directory.person(user).catch(() => null), nobody]);
}
