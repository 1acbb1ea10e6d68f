import { createPage } from "./page.ts";

void createPage(document.body, window).start();
