/** An account whose sample time a test moves by hand. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, startAccount } from "../start-account.ts";

export interface MovingAccount {
  account: Account;
  /** Moves the sample time, and waits until the account must have looked at it again. */
  moveTo(time: number): Promise<void>;
  /** Ends the process and starts another on the same folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @param now sample time at the start; its day is the one the stories hang on. */
export async function startMovingAccount(now: number, args: string[] = []): Promise<MovingAccount> {
  const data = mkdtempSync(join(tmpdir(), "sample-aws-moving-"));
  const clockFile = join(data, "clock.json");
  const set = (time: number) =>
    writeFileSync(clockFile, JSON.stringify({ now: new Date(time).toISOString(), set_at: Date.now() }));
  set(now);
  const start = () => startAccount(["--clock-file", clockFile, ...args], data);
  const moving: MovingAccount = {
    account: await start(),
    async moveTo(time) {
      set(time);
      await new Promise((done) => setTimeout(done, 120));
    },
    async restart() {
      await moving.account.stop();
      moving.account = await start();
    },
    async stop() {
      await moving.account.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
  return moving;
}
