import { askTheTruth } from "./support/truth-questions.ts";

askTheTruth("haneul-1", "ko");
