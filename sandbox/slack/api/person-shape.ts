import type { Group, Json, Person } from "../entities.ts";
import type { Workspace } from "../workspace.ts";

/** How people and groups look in Slack's API. The address is shown to apps with `users:read.email` only. */
export function personShape(ws: Workspace, person: Person, show: { locale?: boolean; email?: boolean } = {}): Json {
  const app = ws.apps.byUser(person.id);
  return {
    id: person.id,
    team_id: ws.team.id,
    name: person.name,
    deleted: person.deleted,
    real_name: person.real_name,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offsetOf(person.tz, ws.clock.now()),
    ...(show.locale ? { locale: person.locale } : {}),
    is_admin: person.is_admin,
    is_owner: false,
    is_bot: person.is_bot,
    is_app_user: false,
    is_restricted: person.is_restricted,
    is_ultra_restricted: false,
    updated: 0,
    profile: {
      real_name: person.real_name,
      display_name: person.is_bot ? person.name : person.real_name,
      title: person.title,
      team: ws.team.id,
      ...(show.email && person.email ? { email: person.email } : {}),
      ...(app ? { bot_id: app.botId, api_app_id: app.id } : {}),
    },
  };
}

/** Seconds east of UTC at that moment. */
function offsetOf(zone: string, now: number): number {
  const name = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" })
    .formatToParts(now)
    .find((part) => part.type === "timeZoneName")?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name ?? "") ?? [];
  return sign ? (sign === "-" ? -1 : 1) * (Number(hours) * 3_600 + Number(minutes) * 60) : 0;
}

export function groupShape(ws: Workspace, group: Group, includeUsers: boolean): Json {
  return {
    id: group.id,
    team_id: ws.team.id,
    is_usergroup: true,
    name: group.name,
    handle: group.handle,
    description: "",
    is_external: false,
    date_create: 0,
    date_update: 0,
    date_delete: 0,
    user_count: group.users.length,
    ...(includeUsers ? { users: group.users } : {}),
  };
}
