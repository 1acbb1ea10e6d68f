import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approvalBench, preview, proposed } from "./support.ts";

const MINUTE = 60_000;
const terminate = {
  ...preview,
  tier: "T3" as const,
  confirm: "order-api-2",
  tierReasons: [{ code: "irreversible", text: { ko: "되돌릴 수 없음", en: "cannot be undone" } }],
};

describe("a click", () => {
  it("row 8: of an approver decides once, however many come at the same time", async () => {
    const { propose, click } = approvalBench();
    const id = proposed(propose());
    const clicks = Array.from({ length: 50 }, (_, i) => click(id, "U2", i % 2 ? "approved" : "denied"));
    const kinds = (await Promise.all(clicks)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind !== "too_late")).toHaveLength(1);
  });

  it("row 8: counts among forty-nine of people who may not, in whatever order they come", async () => {
    const mayNot = [
      ["U1", "own_request"],
      ["U3", "not_approver"],
      ["U5", "inactive"],
      ["U6", "stranger"],
      ["U8", "inactive"],
      ["U9", "guest"],
    ] as const;
    const order = fc.shuffledSubarray(
      Array.from({ length: 50 }, (_, i) => i),
      { minLength: 50 },
    );
    await fc.assert(
      fc.asyncProperty(order, async (places) => {
        const { propose, click, store } = approvalBench();
        const id = proposed(propose());
        const [at, ...others] = places;
        const whyNot = new Map(others.map((place, i) => [place, mayNot[i % mayNot.length]!]));
        const outcomes = await Promise.all(places.map((_, i) => click(id, i === at ? "U2" : whyNot.get(i)![0])));
        outcomes.forEach((outcome, i) => {
          if (i === at) expect(outcome.kind).toBe("approved");
          else
            expect([whyNot.get(i)![1], "too_late"]).toContain(outcome.kind === "refused" ? outcome.why : outcome.kind);
        });
        expect(store.get(id)).toMatchObject({ state: "approved", decidedBy: "U2", votes: [{ user: "U2" }] });
      }),
      { numRuns: 10 },
    );
  });

  it("row 9: after fifteen minutes is too late, and nothing was decided", async () => {
    const { propose, click, clock, store } = approvalBench();
    const id = proposed(propose());
    clock.move(15 * MINUTE);
    expect((await click(id, "U2")).kind).toBe("too_late");
    expect(store.get(id)).toMatchObject({ state: "pending", votes: [] });
  });

  it("row 13: from another thread or with a made-up id does nothing and is put on record", async () => {
    const { propose, click, said, store } = approvalBench();
    const id = proposed(propose());
    const kinds = [await click(id, "U2", "approved", { thread: "C2:9" }), await click("0".repeat(32), "U2")];
    expect(kinds.map(({ kind }) => kind)).toEqual(["unknown", "unknown"]);
    expect(store.get(id)?.state).toBe("pending");
    expect(said().filter(({ what }) => what === "forged_click")).toHaveLength(2);
  });

  it.each([
    ["U3", "not_approver"],
    ["U9", "guest"],
    ["U8", "inactive"],
    ["U5", "inactive"],
    ["U6", "stranger"],
    ["U7", "lookup_failed"],
  ])("row 14: of %s is refused: %s", async (user, why) => {
    const { propose, click, store, group, said } = approvalBench();
    group.members = ["U2", ...(user === "U3" ? [] : [user])];
    const id = proposed(propose());
    expect(await click(id, user)).toMatchObject({ kind: "refused", why });
    expect(store.get(id)).toMatchObject({ state: "pending", votes: [] });
    expect(said().at(-1)?.what).toBe("refused_click");
  });

  it("row 14: with the team of another workspace in its envelope is refused", async () => {
    const { propose, click } = approvalBench();
    const outcome = await click(proposed(propose()), "U2", "approved", { user: { id: "U2", team: "T9" } });
    expect(outcome).toMatchObject({ kind: "refused", why: "stranger" });
  });

  it("rows 15, 16: is judged by the group as it is at the click, and refused when that cannot be read", async () => {
    const { propose, click, group } = approvalBench();
    const id = proposed(propose());
    group.members = ["U1"];
    expect(await click(id, "U2")).toMatchObject({ kind: "refused", why: "not_approver" });
    group.down = true;
    expect(await click(id, "U2")).toMatchObject({ kind: "refused", why: "lookup_failed" });
  });

  it("row 17: of the asker is refused with those who may", async () => {
    const { propose, click } = approvalBench();
    expect(await click(proposed(propose()), "U1")).toMatchObject({
      ...{ kind: "refused", why: "own_request", approvers: ["U2"] },
    });
  });

  it("row 18: to approve after a denial changes nothing", async () => {
    const { propose, click, store } = approvalBench();
    const id = proposed(propose());
    expect((await click(id, "U2", "denied", { reason: "  배포 중입니다 " })).kind).toBe("denied");
    expect((await click(id, "U2")).kind).toBe("too_late");
    expect(store.get(id)).toMatchObject({ state: "denied", reason: "배포 중입니다", votes: [] });
  });

  it("of the asker on Deny takes the request back", async () => {
    const { propose, click, store } = approvalBench();
    const id = proposed(propose());
    expect((await click(id, "U1", "denied")).kind).toBe("denied");
    expect(store.get(id)).toMatchObject({ state: "cancelled", endedWhy: { en: "taken back by the person who asked" } });
  });

  it("row 51: to approve is refused while changes are stopped; to deny is taken", async () => {
    const { propose, click, stop, store } = approvalBench();
    const id = proposed(propose());
    stop.now = { by: "김지우", why: null, at: null, from: "machine" };
    expect(await click(id, "U2")).toMatchObject({
      ...{ kind: "refused", why: "stopped" },
      text: { en: "All changes are stopped at the moment (by 김지우). Questions are still answered." },
    });
    expect((await click(id, "U2", "denied")).kind).toBe("denied");
    expect(store.get(id)?.state).toBe("denied");
  });
});

describe("a change of the highest tier", () => {
  const bench = () => {
    const made = approvalBench();
    made.group.members = ["U1", "U2", "U3", "U4"];
    const id = proposed(made.propose("r1", "c1", { preview: terminate }));
    const approve = (user: string, typed = "order-api-2") => made.click(id, user, "approved", { typed });
    return { ...made, id, approve };
  };

  it("row 17: needs two people who did not ask, and the same one does not count twice", async () => {
    const { approve, id, store } = bench();
    expect((await approve("U2")).kind).toBe("counted");
    expect(await approve("U2")).toMatchObject({ kind: "refused", why: "already_voted", approvers: ["U3", "U4"] });
    expect(await approve("U1")).toMatchObject({ kind: "refused", why: "own_request" });
    expect(store.get(id)?.state).toBe("pending");
    expect((await approve("U3")).kind).toBe("approved");
    expect(store.get(id)).toMatchObject({
      state: "approved",
      decidedBy: "U3",
      votes: [{ user: "U2" }, { user: "U3" }],
    });
  });

  it("row 17: does not count who has left the group between the two", async () => {
    const { approve, id, store, group } = bench();
    await approve("U2");
    group.members = ["U3", "U4"];
    expect((await approve("U3")).kind).toBe("counted");
    expect((await approve("U4")).kind).toBe("approved");
    expect(store.get(id)?.votes.map(({ user }) => user)).toEqual(["U2", "U3", "U4"]);
  });

  it("row 8: pressed by fifty at once is approved once, by two different people", async () => {
    const { approve, id, store } = bench();
    const clicks = Array.from({ length: 50 }, (_, i) => approve(["U2", "U3", "U4"][i % 3] as string));
    const kinds = (await Promise.all(clicks)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "approved")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "counted")).toHaveLength(1);
    expect(store.get(id)?.votes).toHaveLength(2);
  });

  it("row 18: ends at the first denial, whoever approved before", async () => {
    const { approve, click, id, store } = bench();
    await approve("U2");
    expect((await click(id, "U3", "denied")).kind).toBe("denied");
    expect((await approve("U4")).kind).toBe("too_late");
    expect(store.get(id)?.state).toBe("denied");
  });

  it("row 45: is not approved without the name, nor by one like it", async () => {
    const { approve, click, decisions, id, store } = bench();
    expect(await click(id, "U2")).toMatchObject({ kind: "refused", why: "wrong_confirmation" });
    for (const typed of ["order-api-3", "ORDER-API-2", "order-арi-2", "order-api-2 x", ""])
      expect(await approve("U2", typed), typed).toMatchObject({ kind: "refused", why: "wrong_confirmation" });
    expect(decisions.confirms(id, "order-api-3")).toBe(false);
    expect(store.get(id)?.votes).toEqual([]);
    expect((await approve("U2", " order-api-2 ")).kind).toBe("counted");
  });
});
