import { t } from '@grafana/i18n';

/** What is wrong with an address of the proxy, by the rules that the backend holds it to. */
export function addressProblem(text: string): string | undefined {
  const address = parse(text.trim());
  if (address === undefined || !['http:', 'https:'].includes(address.protocol)) {
    return t('config.address-malformed', 'Write it with http:// or https://, such as http://127.0.0.1:8787.');
  }
  if (address.username !== '' || address.password !== '' || address.search !== '' || address.hash !== '') {
    return t('config.address-too-much', 'Only a scheme, a host and at most a path. The token has a field of its own.');
  }
  return undefined;
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
