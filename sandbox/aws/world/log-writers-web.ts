/** Lines of the shop's web servers: the access log in the combined format, and who signed in to the shop. */
import { MINUTE } from "./calendar.ts";
import type { GroupContent, LineKind } from "./log-groups.ts";
import { lineTime } from "./log-words.ts";
import { noiseOf, wholeOf } from "./metrics/noise.ts";
import { loadAt, trafficOf } from "./metrics/traffic.ts";
import type { Random } from "./random.ts";
import type { Setting } from "./setting.ts";

const HOSTS = [1, 2, 3];
const pages = ["/", "/search", "/products/1042", "/products/88", "/cart", "/assets/app.js"];
/** Pages that call order-api. */
const orderPages = ["/api/orders", "/checkout"];
const missing = ["/products/9041", "/favicon.png", "/wp-login.php", "/events/summer-sale"];
const browsers = [
  "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
  "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36",
];
const ipOf = (r: Random) => `${r.int(39, 222)}.${r.int(1, 250)}.${r.int(1, 250)}.${r.int(1, 250)}`;
/** Sign-ins to the shop in a minute at load 1, and the share that fails. */
const SIGN_INS = 1.4;
const FAILED_SIGN_INS = 0.06;

export function webGroup(setting: Setting): GroupContent {
  const { seed, account, names } = setting;
  const traffic = trafficOf(setting);
  const at = (minute: number) => traffic("web", minute);
  const noise = (what: string) => noiseOf(seed, account.id, "web-lines", what);
  const [tried, refused] = [noise("sign-in"), noise("sign-in-failed")];
  const signIns = (minute: number) => {
    const all = wholeOf(SIGN_INS * loadAt(minute), tried(minute / MINUTE));
    return { all, failed: wholeOf(all * FAILED_SIGN_INS, refused(minute / MINUTE)) };
  };
  const host = (random: Random) => `${names.web}-${random.pick(HOSTS)}`;

  const access = (status: number, path: string, template?: string) => (minute: number, random: Random) => {
    const verb = orderPages.includes(path) ? "POST" : "GET";
    const seconds = (Math.max(2, at(minute).medianMs * (0.4 + 1.4 * random.next())) / 1000).toFixed(3);
    const message = `${ipOf(random)} - - [${lineTime(minute, random)}] "${verb} ${path} HTTP/1.1" ${status} ${random.int(300, 90_000)} "-" "${random.pick(browsers)}" rt=${seconds}`;
    return [{ stream: `${host(random)}/access`, message, ...(template ? { template } : {}) }];
  };
  const signIn = (result: string) => (minute: number, random: Random) => {
    const user = random.int(100_000, 999_999);
    const message = `${lineTime(minute, random)} auth login ${result} user=${user} ip=${ipOf(random)} method=${random.pick(["password", "kakao", "naver"])}`;
    return [{ stream: `${host(random)}/auth`, message }];
  };
  const kinds: LineKind[] = [
    {
      lines: 1,
      count: (minute) => at(minute).requests - at(minute).failed - at(minute).rejected,
      write: (minute, random) => access(200, random.pick(random.next() < 0.25 ? orderPages : pages))(minute, random),
    },
    {
      lines: 1,
      count: (minute) => at(minute).rejected,
      write: (minute, random) => access(404, random.pick(missing))(minute, random),
    },
    {
      lines: 1,
      count: (minute) => at(minute).failed,
      write: (minute, random) => access(502, random.pick(orderPages), "http-502")(minute, random),
    },
    { lines: 1, count: (minute) => signIns(minute).all - signIns(minute).failed, write: signIn("ok") },
    { lines: 1, count: (minute) => signIns(minute).failed, write: signIn("failed reason=bad_password") },
  ];
  return {
    kinds,
    streams: () => HOSTS.flatMap((n) => [`${names.web}-${n}/access`, `${names.web}-${n}/auth`]),
  };
}
