import { isIPv6 } from 'node:net';

const LOOPBACK_OF: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** `http://host:port`, as it is reached from this machine: a host that means every interface is named by its loopback. */
export function addressOf(host: string, port: number): string {
  const name = LOOPBACK_OF[host] ?? host;
  return `http://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}
