/** Who may do what, asked at the moment it matters. A lookup that fails throws, and the caller refuses. */
export interface Directory {
  person(id: string): Promise<Person>;
  /** Handle without @, e.g. "aws-approvers". Empty when there is no such group. */
  groupMembers(handle: string): Promise<string[]>;
  /** Slack's id of the group, for a mention; null when there is no such group. */
  groupId(handle: string): Promise<string | null>;
  channelName(channel: string): Promise<string>;
}

export interface Person {
  id: string;
  name: string;
  /** IANA zone of the profile. */
  zone: string;
  language: "ko" | "en";
  isGuest: boolean;
  isBot: boolean;
  isActive: boolean;
  team: string;
}
