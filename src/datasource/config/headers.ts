import type { ConfigProps } from './configProps';

type Settings = ConfigProps['options'];

/** A header as the form shows it. */
export interface Header {
  /** Grafana's SDK finds headers by their numbers, from 1 on without a gap. */
  number: number;
  name: string;
  value: string;
  /** Its value is kept, and not shown again. */
  isConfigured: boolean;
}

const NAME = 'httpHeaderName';
const VALUE = 'httpHeaderValue';

/** The headers in their order. */
export function headersOf({ jsonData, secureJsonData, secureJsonFields }: Settings): Header[] {
  const names = jsonData as Record<string, unknown>;
  const values: Record<string, string | undefined> = { ...secureJsonData };
  const headers: Header[] = [];
  for (let number = 1; typeof names[`${NAME}${number}`] === 'string'; number++) {
    headers.push({
      number,
      name: String(names[`${NAME}${number}`]),
      value: values[`${VALUE}${number}`] ?? '',
      isConfigured: secureJsonFields?.[`${VALUE}${number}`] ?? false,
    });
  }
  return headers;
}

/** The settings with a header as it is now. */
export const withHeader = (settings: Settings, { number, name, value, isConfigured }: Header): Settings => ({
  ...settings,
  jsonData: { ...settings.jsonData, [`${NAME}${number}`]: name },
  secureJsonData: { ...settings.secureJsonData, ...(isConfigured ? {} : { [`${VALUE}${number}`]: value }) },
  secureJsonFields: { ...settings.secureJsonFields, [`${VALUE}${number}`]: isConfigured },
});

/**
 * The settings without a header; those behind it move up. A value that Grafana keeps cannot be read, so it cannot move:
 * where it would have to, it is asked for anew.
 */
export function withoutHeader(settings: Settings, removed: number): Settings {
  const headers = headersOf(settings);
  const others = headers.filter(({ number }) => number !== removed);
  const cleared = headers.reduce(cleaned, settings);
  return others.reduce(
    (next, header, index) =>
      withHeader(next, {
        ...header,
        number: index + 1,
        isConfigured: header.isConfigured && header.number === index + 1,
      }),
    cleared
  );
}

function cleaned(settings: Settings, { number }: Header): Settings {
  const { [`${NAME}${number}`]: _name, ...jsonData } = settings.jsonData as Record<string, unknown>;
  const { [`${VALUE}${number}`]: _value, ...secureJsonData } = (settings.secureJsonData ?? {}) as Record<
    string,
    string
  >;
  return {
    ...settings,
    jsonData,
    secureJsonData,
    secureJsonFields: { ...settings.secureJsonFields, [`${VALUE}${number}`]: false },
  };
}
