/** How a command is started. */
interface Command {
  command: string;
  args: readonly string[];
}

/** Absolute: a child's environment need not have a PATH. util-linux, which Debian always has. */
const SETPRIV = "/usr/bin/setpriv";
/** The bot may become other users to start its children (deploy/image/start.sh); no child may. */
const NO_RIGHTS = ["--inh-caps=-all", "--ambient-caps=-all", "--no-new-privs"];

/** The command under a user of its own, with none of the bot's rights or groups; as it is where there is no such user. */
export function asUser(uid: number | null, { command, args }: Command): { command: string; args: string[] } {
  if (uid === null) return { command, args: [...args] };
  const user = [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];
  return { command: SETPRIV, args: [...user, ...NO_RIGHTS, command, ...args] };
}

/** The same as the bot's own user, for what works on its files. */
export const withoutRights = ({ command, args }: Command): { command: string; args: string[] } => ({
  command: SETPRIV,
  args: [...NO_RIGHTS, command, ...args],
});
