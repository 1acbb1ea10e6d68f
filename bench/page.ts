import { cpus, totalmem, type } from "node:os";

/** What a bench said, on the page of results under its name, with the machine and the day. The rest of the page is kept. */
export function withResults(page: string, bench: string, said: readonly string[]): string {
  const [cpu] = cpus();
  const machine = [
    `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${type()}`,
    `${cpus().length} processors${cpu?.model ? ` (${cpu.model.trim()})` : ""}, ${Math.round(totalmem() / 1024 ** 3)} GB`,
  ].join(", ");
  const section = [
    `## ${bench}`,
    "",
    `\`npm run bench -- ${bench}\` on ${machine}`,
    "",
    "```",
    ...said,
    "```",
    "",
  ].join("\n");
  const heading = new RegExp(`^## ${bench}\\n[\\s\\S]*?(?=^## |(?![\\s\\S]))`, "m");
  if (heading.test(page))
    return page
      .replace(heading, () => `${section}\n`)
      .trimEnd()
      .concat("\n");
  return `${page.trimEnd()}\n\n${section}`;
}
