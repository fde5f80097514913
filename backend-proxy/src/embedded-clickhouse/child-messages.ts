import type { Credentials } from './credentials';

/** What the supervisor tells the engine's process, over IPC: no other process can see it. */
export interface ChildOptions {
  /** Where the engine keeps its files. */
  dataDirectory: string;
  /** Where bodies of long inserts wait. */
  spoolDirectory: string;
  /** Where the socket and the pipes are; gone with the process. */
  runtimeDirectory: string;
  /** The port of the loopback to listen on, instead of the socket; 0 for any. */
  port?: number;
  poolSize: number;
  maxMemoryBytes?: number;
  credentials: Credentials;
}

/** What the engine's process tells once: that it takes queries. */
export interface ReadyMessage {
  type: 'ready';
  port?: number;
}
