import { m001Initial } from "./m001-initial.ts";
import { m002Spending } from "./m002-spending.ts";
import { m003Activity } from "./m003-activity.ts";
import { m004FreshStart } from "./m004-fresh-start.ts";
import { m005Asks } from "./m005-asks.ts";
import { m006Talk } from "./m006-talk.ts";
import { m007Feedback } from "./m007-feedback.ts";
import { m008ApprovalTerms } from "./m008-approval-terms.ts";
import { m009HandOvers } from "./m009-hand-overs.ts";
import { m010PastTurns } from "./m010-past-turns.ts";
import { m011HandOverByItself } from "./m011-hand-over-by-itself.ts";
import { m012ShownCards } from "./m012-shown-cards.ts";
import type { Migration } from "./migration.ts";

/** In the order they are applied; append-only. Adding is one file and one line. */
export const migrations: Migration[] = [
  m001Initial,
  m002Spending,
  m003Activity,
  m004FreshStart,
  m005Asks,
  m006Talk,
  m007Feedback,
  m008ApprovalTerms,
  m009HandOvers,
  m010PastTurns,
  m011HandOverByItself,
  m012ShownCards,
];
