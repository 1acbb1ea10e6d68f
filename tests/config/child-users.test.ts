import { expect, it } from "vitest";
import { childUsersOf } from "../../src/config/child-users.ts";

it("the children's users are three numbers, all different, or none at all", () => {
  expect(childUsersOf({ OPSTHREAD_CHILD_USERS: "read=10001,act=10002,mcp=10003" })).toEqual({
    read: 10001,
    act: 10002,
    mcp: 10003,
  });
  for (const none of [{}, { OPSTHREAD_CHILD_USERS: "" }]) expect(childUsersOf(none)).toBeNull();
});

it.each(["1", "read=1,act=2", "read=1,act=1,mcp=2", "read=0,act=1,mcp=2", "act=1,read=2,mcp=3", "read=1,act=2,mcp=3 "])(
  "%j is refused, rather than taken for one user",
  (given) => {
    expect(() => childUsersOf({ OPSTHREAD_CHILD_USERS: given })).toThrow(
      /^OPSTHREAD_CHILD_USERS must be three user numbers/,
    );
  },
);
