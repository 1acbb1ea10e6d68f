/** First import of the entry: an old Node gets a sentence instead of a crash somewhere inside. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 22) {
  process.stderr.write(
    `The sample account needs Node 22 or newer (this is ${process.versions.node}). Start it with: npm run demo\n`,
  );
  process.exit(1);
}
