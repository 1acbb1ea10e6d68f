/**
 * Refuses to run where better-sqlite3 would crash instead of explaining itself. Must stay the first import of an
 * entry file: imports are evaluated in order, so this runs before anything that needs a newer Node.
 */
const major = Number(process.versions.node.split(".")[0]);
if (major < 22) {
  process.stderr.write(`The local workspace needs Node 22 or newer, this is ${process.version}. Run it through npm.\n`);
  process.exit(1);
}
