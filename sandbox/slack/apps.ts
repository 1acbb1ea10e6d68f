import type { AppSetup } from "./setup.ts";
import type { SocketMode } from "./socket/socket-mode.ts";
import type { Tokens } from "./store/tokens.ts";

/** An app that is installed in the workspace. */
export interface InstalledApp extends AppSetup {
  tokens: Tokens;
  socket: SocketMode;
}

export interface Apps {
  all(): readonly InstalledApp[];
  /** The one that a call means which names none. */
  first(): InstalledApp;
  byId(id: string): InstalledApp | undefined;
  /** By its bot user. */
  byUser(user: string): InstalledApp | undefined;
  /** Whose token this is, and of which kind. */
  byToken(token: string): { app: InstalledApp; kind: "bot" | "app" } | undefined;
  /** The one that offers this slash command. */
  byCommand(command: string): InstalledApp | undefined;
}

export function createApps(installed: readonly [InstalledApp, ...InstalledApp[]]): Apps {
  return {
    all: () => installed,
    first: () => installed[0],
    byId: (id) => installed.find((app) => app.id === id),
    byUser: (user) => installed.find((app) => app.botUser === user),
    byToken(token) {
      for (const app of installed) {
        if (app.tokens.botToken === token) return { app, kind: "bot" };
        if (app.tokens.appToken === token) return { app, kind: "app" };
      }
      return undefined;
    },
    byCommand: (command) => installed.find((app) => app.manifest.commands.some((one) => one.command === command)),
  };
}
