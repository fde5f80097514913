import { Agent, type AgentOptions } from 'node:http';

/** Fewer than may wait to be accepted by the socket, beyond which connecting fails; the others wait in the agent. */
const MAX_SOCKETS = 256;

/** An agent that sends every request to a Unix socket, whatever host its URL names. */
export function socketAgent(path: string): Agent {
  // The options of an agent go into every request, and there `socketPath` comes before the host; the types do not know.
  const options: AgentOptions & { socketPath: string } = { keepAlive: true, maxSockets: MAX_SOCKETS, socketPath: path };
  return new Agent(options);
}
