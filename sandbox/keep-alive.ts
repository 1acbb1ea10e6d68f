/**
 * How long a stand-in keeps an idle connection. With Node's own five seconds a client on a busy machine now and then sends
 * on a connection that is just being closed, and a test fails with a socket error that nobody caused.
 */
export const KEEP_ALIVE_MS = 10 * 60_000;
