/** First import of an entry file: an old Node would crash inside a native module without a word. */
const major = Number(process.versions.node.split(".")[0]);
if (major < 22) {
  process.stderr.write(
    `opsthread needs Node 22 or newer (26 is tested); this is ${process.versions.node}. Run it by npm: \`npm ci\` brings the right one, then \`npm start\`.\n`,
  );
  process.exit(1);
}
