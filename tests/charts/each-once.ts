/** For examples that several tests of a file look at: each is composed at its first use. */
export function eachOnce<Request, Picture>(
  compose: (request: Request) => Promise<Picture>,
): (request: Request) => Promise<Picture> {
  const composed = new Map<string, Promise<Picture>>();
  return (request) => {
    const key = JSON.stringify(request);
    const picture = composed.get(key) ?? compose(request);
    composed.set(key, picture);
    return picture;
  };
}
