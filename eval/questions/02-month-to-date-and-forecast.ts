import { monthToDateAndForecast } from "../../sandbox/aws/truth/questions/02-month-to-date-and-forecast.ts";
import { text, usd } from "../claim.ts";
import { evaluate } from "../question.ts";

export default evaluate(monthToDateAndForecast, {
  claims: ({ soFar, forecastOfTheRest: rest }) => [
    usd("so far", soFar.gross),
    usd("forecast of the rest", rest.mean),
    usd("lower bound", rest.low),
    usd("upper bound", rest.high),
    text("that it may still change", "잠정", "확정", "provisional", "estimated", "not final"),
  ],
});
