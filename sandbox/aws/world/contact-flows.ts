/**
 * The six contact flows in Connect's flow language (version 2019-10-30). In the one of the main number the two
 * ends of the business-hours branch were exchanged the evening before the anchor (S9): who calls in time hears
 * that nobody is there, and who calls at night is sent to the VIP queue.
 */
import { DAY, HOUR } from "./calendar.ts";
import type { QueueKey } from "./contact-centre.ts";
import { randomOf, uuidOf } from "./random.ts";
import type { Setting } from "./setting.ts";

export interface ContactFlow {
  id: string;
  arn: string;
  name: string;
  type: "CONTACT_FLOW" | "CUSTOMER_QUEUE" | "CUSTOMER_WHISPER" | "OUTBOUND_WHISPER";
  description: string;
  /** The content it has at a time, and since when. */
  at(time: number): { content: string; modifiedAt: number };
}

interface Surroundings {
  arn: string;
  idOf(kind: string, name: string): string;
  queueArn(key: QueueKey): string;
  hoursArn: Record<"desk" | "vip" | "abroad", string>;
}

/** A step of a flow by its name here; ids are made of it. */
interface Step {
  type: string;
  parameters?: object;
  next?: string;
  /** Where the outcomes of the step lead. */
  when?: Record<string, string>;
  /** Where an error of it leads. */
  error?: string;
}

type Steps = Record<string, Step>;

export function contactFlowsOf(setting: Setting, around: Surroundings): ContactFlow[] {
  const { anchor, story } = setting;
  const flow = (
    name: string,
    type: ContactFlow["type"],
    description: string,
    steps: Steps,
    later?: { from: number; steps: Steps },
  ): ContactFlow => {
    const id = around.idOf("flow", name);
    const made = anchor - randomOf(setting.seed, "flow-age", name).int(40, 380) * DAY + 6 * HOUR;
    const content = (of: Steps) => contentOf(setting.seed, name, of);
    return {
      id,
      arn: `${around.arn}/contact-flow/${id}`,
      name,
      type,
      description,
      at: (time) =>
        later && time >= later.from
          ? { content: content(later.steps), modifiedAt: later.from }
          : { content: content(steps), modifiedAt: made },
    };
  };
  const say = (Text: string, next: string): Step => ({
    type: "MessageParticipant",
    parameters: { Text },
    next,
    error: next,
  });
  const hang: Step = { type: "DisconnectParticipant", parameters: {} };
  const open = (HoursOfOperationId: string, inTime: string, closed: string): Step => ({
    type: "CheckHoursOfOperation",
    parameters: { HoursOfOperationId },
    when: { True: inTime, False: closed },
    error: closed,
  });
  const toQueue = (key: QueueKey): Steps => ({
    [`set-${key}`]: {
      type: "UpdateContactTargetQueue",
      parameters: { QueueId: around.queueArn(key) },
      next: `to-${key}`,
      error: "hang-up",
    },
    [`to-${key}`]: {
      type: "TransferContactToQueue",
      parameters: {},
      when: { QueueAtCapacity: "hang-up" },
      error: "hang-up",
    },
  });
  const welcome = (inTime: string, closed: string): Steps => ({
    hello: say("하늘커머스 고객센터입니다.", "hours"),
    hours: open(around.hoursArn.desk, inTime, closed),
    menu: {
      type: "GetParticipantInput",
      parameters: { Text: "주문 문의는 1번, 배송 문의는 2번을 눌러 주세요.", InputTimeLimitSeconds: "5" },
      when: { "1": "set-orders", "2": "set-delivery" },
      error: "set-orders",
    },
    ...toQueue("orders"),
    ...toQueue("delivery"),
    ...toQueue("vip"),
    closed: say("지금은 상담 시간이 아닙니다. 평일 오전 9시부터 오후 6시까지 전화해 주세요.", "hang-up"),
    "hang-up": hang,
  });
  const hold = (text: string): Steps => ({
    loop: { type: "MessageParticipantIteratively", parameters: { Messages: [{ Text: text }] }, error: "end" },
    end: { type: "EndFlowExecution", parameters: {} },
  });
  return [
    flow("대표번호 접수", "CONTACT_FLOW", "대표번호로 걸려 온 전화", welcome("menu", "closed"), {
      from: story.flowChanged,
      steps: welcome("closed", "set-vip"),
    }),
    flow("VIP 접수", "CONTACT_FLOW", "VIP 전용 번호", {
      hours: open(around.hoursArn.vip, "set-vip", "closed"),
      ...toQueue("vip"),
      closed: say("VIP 상담은 매일 오전 8시부터 오후 10시까지입니다.", "hang-up"),
      "hang-up": hang,
    }),
    flow("English reception", "CONTACT_FLOW", "Toll-free number of the US pilot", {
      hours: open(around.hoursArn.abroad, "set-english", "closed"),
      ...toQueue("english"),
      closed: say("Our desk is open on weekdays from 9 a.m. to 6 p.m. Pacific time.", "hang-up"),
      "hang-up": hang,
    }),
    flow("배송 조회", "CONTACT_FLOW", "주문 번호로 배송 상태를 알려 줌", {
      lookup: {
        type: "InvokeLambdaFunction",
        parameters: { LambdaFunctionARN: "$.Attributes.lookup", InvocationTimeLimitSeconds: "5" },
        next: "tell",
        error: "set-delivery",
      },
      tell: say("고객님의 주문은 $.External.status 상태입니다.", "hang-up"),
      ...toQueue("delivery"),
      "hang-up": hang,
    }),
    flow("대기 음악", "CUSTOMER_QUEUE", "", hold("잠시만 기다려 주세요.")),
    flow("상담원 안내", "CUSTOMER_WHISPER", "", {
      whisper: say("통화 내용은 상담 품질을 위해 녹음됩니다.", "end"),
      end: { type: "EndFlowExecution", parameters: {} },
    }),
  ];
}

function contentOf(seed: string, flow: string, steps: Steps): string {
  const idOf = (step: string) => uuidOf(randomOf(seed, "flow-step", flow, step));
  const Actions = Object.entries(steps).map(([name, step]) => ({
    Identifier: idOf(name),
    Type: step.type,
    Parameters: step.parameters ?? {},
    Transitions: {
      ...(step.next ? { NextAction: idOf(step.next) } : {}),
      ...(step.when
        ? {
            Conditions: Object.entries(step.when).map(([value, next]) => ({
              NextAction: idOf(next),
              Condition: { Operator: "Equals", Operands: [value] },
            })),
          }
        : {}),
      ...(step.error
        ? {
            Errors: [
              { NextAction: idOf(step.error), ErrorType: step.when ? "NoMatchingCondition" : "NoMatchingError" },
            ],
          }
        : {}),
    },
  }));
  const [first = ""] = Object.keys(steps);
  const positions = Object.fromEntries(
    Object.keys(steps).map((name, i) => [idOf(name), { position: { x: 40 + 240 * i, y: 40 + 120 * (i % 3) } }]),
  );
  const Metadata = { entryPointPosition: { x: 20, y: 20 }, ActionMetadata: positions };
  return JSON.stringify({ Version: "2019-10-30", StartAction: idOf(first), Metadata, Actions });
}
