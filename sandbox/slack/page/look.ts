import type { OfferedOptions, People, SeenChannel, SeenPerson } from "../control/types.ts";
import type { PressedElement } from "./api.ts";
import type { Picture } from "./lightbox.ts";
import type { Surface } from "./render/surface.ts";
import type { Text } from "./text/text.ts";
import type { Times } from "./time.ts";

/** Everything that drawing needs to know about who looks: names, language, times, and what a press does. */
export interface Look {
  me: SeenPerson;
  directory: People;
  channels: readonly SeenChannel[];
  text: Text;
  times: Times;
  /** The workspace's time, epoch milliseconds. */
  now(): number;
  person(id: string): SeenPerson | undefined;
  /** The name people read: real name, or an app's short one. */
  nameOf(id: string): string;
  /** With its sign: `#ops`; of a direct message the name of the other one. */
  channelName(channel: SeenChannel): string;
  /** The other one in a direct message. */
  otherIn(channel: SeenChannel): SeenPerson | undefined;
  /** Presses an element; resolves when the app has acked or not. */
  press(surface: Surface, pressed: PressedElement): Promise<void>;
  /** What the app offers for what was typed into an external select. */
  suggestions(
    surface: Surface,
    element: { action_id: string; block_id?: string | undefined },
    typed: string,
  ): Promise<OfferedOptions>;
  enlarge(picture: Picture): void;
  /** Shows who somebody is, next to where the name was pressed. */
  profile(id: string, anchor: HTMLElement): void;
}
