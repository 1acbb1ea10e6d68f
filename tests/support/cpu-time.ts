/**
 * Processor time that work takes in this process, in milliseconds. It tells work that grows with the square of its input
 * from work that does not, and unlike the clock it counts nothing that the machine does besides; in `test.concurrent` it would.
 */
export async function cpuMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
