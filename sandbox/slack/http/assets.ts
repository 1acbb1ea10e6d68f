import { readdirSync, readFileSync, statSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { send } from "./reply.ts";

const pageDir = join(import.meta.dirname, "..", "page");
const fontDir = join(dirname(fileURLToPath(import.meta.resolve("pretendard/package.json"))), "dist/web/static/woff2");

/** What the page imports from outside its folder, by the path it imports it under. */
const outside: Record<string, string> = {
  "/vendor/marked.js": fileURLToPath(import.meta.resolve("marked")),
  "/vendor/dompurify.js": fileURLToPath(import.meta.resolve("dompurify")),
  "/blocks/is-record.ts": join(pageDir, "..", "blocks", "is-record.ts"),
};

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types dompurify",
].join("; ");

const pageHeaders = {
  "content-security-policy": policy,
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

/** Serves the page: its modules straight from TypeScript, its fonts and libraries from their packages. */
export function serveAsset(path: string, response: ServerResponse): void {
  const isRoute = path === "/" || path.startsWith("/archives/") || path.startsWith("/files/");
  try {
    if (isRoute) send(response, 200, "text/html; charset=utf-8", indexHtml(), pageHeaders);
    else if (outside[path]) script(response, readScript(outside[path]));
    else if (/^\/fonts\/Pretendard-(Regular|SemiBold|Bold)\.woff2$/.test(path)) {
      send(response, 200, "font/woff2", readFileSync(join(fontDir, path.slice("/fonts/".length))), {
        "cache-control": "public, max-age=31536000, immutable",
      });
    } else if (/^\/page\/[\w/-]+\.css$/.test(path)) {
      send(
        response,
        200,
        "text/css; charset=utf-8",
        readFileSync(join(pageDir, path.slice("/page/".length))),
        pageHeaders,
      );
    } else if (path === "/page/icon.svg") {
      send(response, 200, "image/svg+xml", readFileSync(join(pageDir, "icon.svg")), pageHeaders);
    } else if (/^\/page\/[\w/-]+\.ts$/.test(path)) {
      script(response, readScript(join(pageDir, path.slice("/page/".length))));
    } else send(response, 404, "text/plain", "not found");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    send(response, 404, "text/plain", "not found");
  }
}

/** Names every module of the page, so that the browser asks for all of them at once and not import by import. */
function indexHtml(): string {
  const modules = readdirSync(pageDir, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
    .map((file) => `/page/${file.split(sep).join("/")}`);
  const links = [...Object.keys(outside), ...modules].map((path) => `<link rel="modulepreload" href="${path}" />`);
  return readFileSync(join(pageDir, "index.html"), "utf8").replace("</head>", `${links.join("")}</head>`);
}

/** Stripped once per version of the file: the page is often opened, and its modules rarely change. */
const stripped = new Map<string, { changed: number; code: string }>();

function readScript(path: string): string {
  if (!path.endsWith(".ts")) return readFileSync(path, "utf8");
  const changed = statSync(path).mtimeMs;
  const known = stripped.get(path);
  if (known?.changed === changed) return known.code;
  const code = stripTypeScriptTypes(readFileSync(path, "utf8"));
  stripped.set(path, { changed, code });
  return code;
}

function script(response: ServerResponse, code: string): void {
  send(response, 200, "text/javascript; charset=utf-8", code, pageHeaders);
}
