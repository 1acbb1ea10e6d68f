/** One chart, the first this process draws. Prints its stages as JSON. */
import { exampleRequests } from "../../charts/examples.ts";
import { createStages, type Stages } from "./stages.ts";

export interface Cold extends Stages {
  chart: string;
}

const [, , name] = process.argv;
const request = exampleRequests("ko").find(({ chart }) => chart === name);
if (!request) throw new Error(`There is no example of ${name}.`);
const pencil = createStages();
const { stages } = await pencil.draw(request);
pencil.close();
process.stdout.write(JSON.stringify({ chart: request.chart, ...stages } satisfies Cold));
