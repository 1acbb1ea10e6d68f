import type { Readable } from "node:stream";
import { Transform } from "node:stream";

/** No page of AWS's that is read here is a tenth of this; whatever stands in for AWS could send any amount. */
export const MAX_ANSWER_MB = 16;
const MAX_BYTES = MAX_ANSWER_MB * 1_048_576;

/** An answer that was left unread. */
class AnswerTooLarge extends Error {
  override name = "AnswerTooLarge";
}

interface Answered {
  response?: unknown;
}
interface HttpAnswer {
  headers: Record<string, string>;
  body: Readable;
}

/** Of the SDK's stack: the step that hands an answer to what reads it. */
export interface Stack {
  add(
    middleware: (next: (args: never) => Promise<Answered>) => (args: never) => Promise<Answered>,
    options: { step: "deserialize"; priority: "low"; name: string },
  ): void;
}

/** Ends an answer that is larger than what is ever read of one, before it is in memory. */
export function limitAnswers(stack: Stack): void {
  stack.add(
    (next) => async (args) => {
      const result = await next(args);
      const answer = result.response as HttpAnswer;
      const announced = answer.headers["content-length"];
      if (announced === undefined) answer.body = counted(answer.body);
      else if (Number(announced) > MAX_BYTES) {
        answer.body.destroy();
        throw tooLarge();
      }
      return result;
    },
    { step: "deserialize", priority: "low", name: "answerLimit" },
  );
}

/** The same stream, which fails at the limit. */
function counted(body: Readable): Readable {
  let bytes = 0;
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= MAX_BYTES) return done(null, chunk);
      body.destroy();
      done(tooLarge());
    },
  });
  body.once("error", (error) => limited.destroy(error));
  return body.pipe(limited);
}

const tooLarge = () => new AnswerTooLarge(`the answer is larger than ${MAX_ANSWER_MB} MB`);
