import { existsSync } from "node:fs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** A Chromium of this machine, `CHROMIUM_PATH` first; null where there is none, and then the page's tests are left out. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  const found = [...(named ? [named] : []), ...PLACES].find((path) => existsSync(path)) ?? null;
  if (!found)
    process.stderr.write(
      "no Chromium on this machine: the page's tests are left out (set CHROMIUM_PATH to run them)\n",
    );
  return found;
}

/** The last list given is the one that counts: Playwright's own are named again, each of which would call out. */
const LEFT_OUT = [
  // Two pages of the browser's own behind each window, with nobody typing an address: as dear as the page under test.
  ...["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"],
  ...["AimEnabled", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter"],
  ...["NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"],
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "ThirdPartyStoragePartitioning"],
];

/** Without these a sandboxed Chromium keeps calling out at its start. */
export const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${LEFT_OUT.join()}`,
];
