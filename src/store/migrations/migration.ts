/** One step of the schema: named and never changed once released. Times are milliseconds since the epoch, UTC. */
export interface Migration {
  name: string;
  sql: string;
}
