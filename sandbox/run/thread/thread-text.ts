import type { SeenMessage } from "../../slack/control/types.ts";
import { blockText } from "./blocks.ts";
import { type NameOf, plainMrkdwn } from "./mrkdwn.ts";

export interface Reader {
  language: "ko" | "en";
  /** IANA zone of whoever looks. */
  zone: string;
  nameOf: NameOf;
  /** Where a file was put, by its id. */
  pathOf: (fileId: string) => string | undefined;
}

const words = {
  ko: {
    onlyFor: (names: string) => `${names}에게만 보임`,
    picture: "그림",
    file: "파일",
    writing: "(작성 중)",
    cut: "(중단됨)",
  },
  en: {
    onlyFor: (names: string) => `only ${names} sees this`,
    picture: "picture",
    file: "file",
    writing: "(still writing)",
    cut: "(cut off)",
  },
};

/** Something said, and, when only one person sees it, to whom. */
export interface Shown {
  message: SeenMessage;
  onlyFor?: string;
  /** Where it stands, when that is not where the conversation is. */
  elsewhere?: string;
}

/** A conversation as a person sees it: who said what and when, with tables, buttons and pictures in words. */
export function threadText(title: string, shown: Shown[], reader: Reader): string {
  const said = words[reader.language];
  const days = new Set<string>();
  const body = shown.flatMap(({ message, onlyFor, elsewhere }) => {
    const { day, time } = moment(message.ts, reader.zone);
    const newDay = days.has(day) ? [] : [`── ${day} (${reader.zone})`, ""];
    days.add(day);
    const remarks = [...(elsewhere ? [elsewhere] : []), ...(onlyFor ? [said.onlyFor(reader.nameOf(onlyFor))] : [])];
    const aside = remarks.length > 0 ? `  (${remarks.join(", ")})` : "";
    const lines = messageText(message, reader).map((line) => (line === "" ? "" : `  ${line}`));
    return [...newDay, `${reader.nameOf(message.user)}  ${time}${aside}`, ...lines, ""];
  });
  return [title, ...body].join("\n").trimEnd();
}

function messageText(message: SeenMessage, reader: Reader): string[] {
  const { blocks, files, reactions, text } = message;
  const said = words[reader.language];
  const body =
    blocks.length > 0
      ? blocks.flatMap((block) => [...blockText(block, reader.nameOf), ...(block.type === "markdown" ? [""] : [])])
      : text === ""
        ? []
        : plainMrkdwn(text, reader.nameOf).split("\n");
  const attached = files.flatMap((file) => [
    `[${file.mimetype.startsWith("image/") ? said.picture : said.file}] ${reader.pathOf(file.id) ?? file.name}`,
    ...(file.alt ? [`  ${file.alt}`] : []),
  ]);
  return [
    ...withoutDoubleGaps(body),
    ...attached,
    ...(reactions.length > 0 ? [reactions.map(({ name, users }) => `:${name}: ${users.length}`).join("  ")] : []),
    ...(message.streaming ? [said.writing] : []),
    ...(message.cut ? [said.cut] : []),
  ];
}

function withoutDoubleGaps(lines: string[]): string[] {
  const trimmed = lines.map((line) => line.trimEnd());
  return trimmed.filter((line, i) => line !== "" || (i > 0 && i < trimmed.length - 1 && trimmed[i - 1] !== ""));
}

function moment(ts: string, zone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const [day = "", time = ""] = parts.format(Number(ts) * 1000).split(" ");
  return { day, time };
}
