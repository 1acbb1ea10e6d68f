import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import type { Stop, StopFile } from "../ports/change-switch.ts";

const NOT_READABLE: Stop = { by: null, why: null, at: null, from: "machine" };

/** The kill switch as a file: it can be thrown beside a running bot, without Slack and with a full database. */
export function createStopFile(path: string): StopFile {
  const read = (file: string): Stop | null => {
    try {
      return stopIn(readFileSync(file, "utf8"));
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ENOENT" ? null : NOT_READABLE;
    }
  };

  return {
    read: () => read(path),

    write(stop) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const fresh = `${path}.${process.pid}`;
      const file = openSync(fresh, "w", 0o600);
      try {
        writeFileSync(file, JSON.stringify(stop));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(fresh, path);
      syncFolder(dirname(path));
    },

    // Taken aside before it is looked at: a stop that is thrown meanwhile is not taken away with this one.
    lift(stop) {
      const aside = `${path}.lifting-${process.pid}`;
      try {
        renameSync(path, aside);
      } catch {
        return false;
      }
      const found = read(aside);
      const isThisOne = found !== null && found.at === stop.at && found.from === stop.from;
      if (!isThisOne && !existsSync(path)) renameSync(aside, path);
      rmSync(aside, { force: true });
      syncFolder(dirname(path));
      return isThisOne;
    },
  };
}

function stopIn(text: string): Stop {
  try {
    const { by, why, at, from } = JSON.parse(text) as Partial<Record<keyof Stop, unknown>>;
    return {
      by: typeof by === "string" ? by : null,
      why: typeof why === "string" ? why : null,
      at: typeof at === "number" ? at : null,
      from: from === "slack" ? "slack" : "machine",
    };
  } catch {
    return NOT_READABLE;
  }
}

/** A new or a missing name is on disk with the folder that lists it. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
