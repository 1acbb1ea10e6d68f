import { askTheTruth } from "./support/truth-questions.ts";

askTheTruth("haneul-3", "en");
