/** The test-only listener: `POST /_sandbox/fault`, `DELETE /_sandbox/fault`, `GET /_sandbox/journal`. */
import { createServer, type Server } from "node:http";
import { Fault, type Faults, type Journal } from "./faults.ts";
import { readBody } from "./read-body.ts";

export function createControl(faults: Faults, journal: Journal): Server {
  return createServer(async (request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    };
    try {
      const what = `${request.method} ${request.url}`;
      if (what === "GET /_sandbox/journal") return send(200, journal.entries());
      if (what === "DELETE /_sandbox/fault") {
        faults.clear();
        return send(200, { ok: true });
      }
      if (what !== "POST /_sandbox/fault") return send(404, { error: "no such control" });
      const fault = Fault.safeParse(JSON.parse((await readBody(request)).toString("utf8")));
      if (!fault.success) return send(400, { error: fault.error.issues });
      faults.add(fault.data);
      return send(200, { ok: true });
    } catch (error) {
      return send(400, { error: String(error) });
    }
  });
}
