import type { DataFrame, DataQueryResponse } from '@grafana/data';

/** The answer with a warning on its first frame, where a panel shows it once. */
export function withNotice(response: DataQueryResponse, text: string): DataQueryResponse {
  const [first, ...rest] = response.data as DataFrame[];
  if (first === undefined) {
    return response;
  }
  const notices = [...(first.meta?.notices ?? []), { severity: 'warning' as const, text }];
  return { ...response, data: [{ ...first, meta: { ...first.meta, notices } }, ...rest] };
}
