import type { People, SeenChannel, SeenPerson } from "../control/types.ts";
import type { ButtonPlace, PressedButton } from "./api.ts";
import type { Text } from "./text/text.ts";
import type { Times } from "./time.ts";

/** Everything that drawing needs to know about who looks: names, language, times, and what a press does. */
export interface Look {
  me: SeenPerson;
  directory: People;
  channels: readonly SeenChannel[];
  text: Text;
  times: Times;
  person(id: string): SeenPerson | undefined;
  /** The name people read: real name, or the bot's. */
  nameOf(id: string): string;
  /** Presses a button; resolves when the app has acked or not. */
  press(place: ButtonPlace, button: PressedButton): Promise<void>;
  enlarge(src: string, alt: string): void;
}
