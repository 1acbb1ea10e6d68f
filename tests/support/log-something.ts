import { createLog } from "../../src/log.ts";

const error = new TypeError("it broke on xoxb-1234567890-abcdefghijkl", { cause: new Error("the reason") });
createLog("info", "test").error(
  { err: error, url: "https://me:hunter2secret@example.com/" },
  "token xoxb-1234567890-abcdefghijkl",
);
