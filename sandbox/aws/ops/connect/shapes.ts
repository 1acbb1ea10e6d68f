/** The instance and its parts as Connect describes them. */
import type * as Connect from "@aws-sdk/client-connect";
import type { Call } from "../../call.ts";
import { DAY } from "../../world/calendar.ts";
import type { ContactCentre, ContactQueue, Hours, PhoneNumber } from "../../world/contact-centre.ts";
import { randomOf } from "../../world/random.ts";
import { tagsOf } from "../tags.ts";

/** When a part was last changed, some time after the instance was made. */
const lastModified = (call: Call, id: string) => {
  const days = randomOf(call.world.setting.seed, "connect-modified", id).int(25, 400);
  return { LastModifiedTime: new Date(call.world.setting.anchor - days * DAY), LastModifiedRegion: call.region };
};

export const toInstance = (call: Call, centre: ContactCentre): Connect.InstanceSummary => ({
  Id: centre.id,
  Arn: centre.arn,
  IdentityManagementType: "CONNECT_MANAGED",
  InstanceAlias: centre.name,
  CreatedTime: new Date(centre.createdAt),
  ServiceRole: `arn:aws:iam::${call.account.id}:role/aws-service-role/connect.amazonaws.com/AWSServiceRoleForAmazonConnect`,
  InstanceStatus: "ACTIVE",
  InboundCallsEnabled: true,
  OutboundCallsEnabled: false,
  InstanceAccessUrl: `https://${centre.name}.my.connect.aws`,
});

export const toQueueSummary = (call: Call, queue: ContactQueue): Connect.QueueSummary => ({
  Id: queue.id,
  Arn: queue.arn,
  Name: queue.name,
  QueueType: "STANDARD",
  ...lastModified(call, queue.id),
});

export const toQueue = (call: Call, queue: ContactQueue): Connect.Queue => ({
  Name: queue.name,
  QueueArn: queue.arn,
  QueueId: queue.id,
  Description: queue.description,
  HoursOfOperationId: queue.hours.id,
  Status: "ENABLED",
  Tags: tagsOf(call, queue.arn, queue.tags),
  ...lastModified(call, queue.id),
});

export const toHours = (call: Call, hours: Hours): Connect.HoursOfOperation => ({
  HoursOfOperationId: hours.id,
  HoursOfOperationArn: hours.arn,
  Name: hours.name,
  TimeZone: hours.zone,
  Config: hours.days.map((Day) => ({
    Day,
    StartTime: { Hours: hours.opens, Minutes: 0 },
    EndTime: { Hours: hours.closes, Minutes: 0 },
  })),
  Tags: {},
  ...lastModified(call, hours.id),
});

/** Id, ARN and name, as most lists have them. */
export const toSummary = (call: Call, part: { id: string; arn: string; name: string }) => ({
  Id: part.id,
  Arn: part.arn,
  Name: part.name,
  ...lastModified(call, part.id),
});

export const toPhoneNumber = (centre: ContactCentre, number: PhoneNumber): Connect.ListPhoneNumbersSummary => ({
  PhoneNumberId: number.id,
  PhoneNumberArn: number.arn,
  PhoneNumber: number.number,
  PhoneNumberCountryCode: number.country,
  PhoneNumberType: number.type,
  PhoneNumberDescription: number.description,
  TargetArn: centre.arn,
  InstanceId: centre.id,
});
