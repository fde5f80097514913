import type { SampleSize } from '@fawkes/contract';
import { Option, type Command } from 'commander';
import { connect, withConnection, type ConnectionOptions } from './connect';
import { print, printTable } from './output';

interface SampleSizeOptions extends ConnectionOptions {
  rate?: string;
  mean?: string;
  deviation?: string;
  effect?: string;
  people?: string;
  power?: string;
  alpha?: string;
  method?: string;
  tuning?: string;
  variants?: string;
  perDay?: string;
  json?: boolean;
}

/** `sample-size`: what GET /api/v1/experiments/sample-size says, as a table or as JSON. */
export function addSampleSize(program: Command): void {
  withConnection(program.command('sample-size'))
    .description('say how many people an experiment takes, which effect they find, or with what power')
    .option('--rate <share>', 'control’s rate today, 0 to 1; or')
    .option('--mean <number>', 'the mean of a number of each person, with')
    .option('--deviation <number>', 'its standard deviation')
    .option('--effect <share>', 'the relative effect to be found: 0.05 is 5 % of control')
    .option('--people <count>', 'people in each variant')
    .option('--power <share>', 'the chance to find an effect that is there (0.8)')
    .option('--alpha <share>', 'the level of the test (0.05)')
    .addOption(new Option('--method <name>', 'the test').choices(['sequential', 'fixed']))
    .option('--tuning <people>', 'at how many people the sequential test is sharpest (5000)')
    .option('--variants <count>', 'variants, with control (2)')
    .option('--per-day <people>', 'people who come to the experiment a day')
    .option('--json', 'print JSON')
    .action(async (options: SampleSizeOptions) => {
      const client = await connect(options);
      const found = await client.ask<SampleSize>(`/api/v1/experiments/sample-size?${parametersOf(options)}`);
      if (options.json) {
        print(JSON.stringify(found));
      } else {
        printTable(['PEOPLE IN EACH VARIANT', 'IN ALL', 'RELATIVE EFFECT', 'POWER', 'DAYS', 'METHOD'], [rowOf(found)]);
      }
    });
}

const ASKED = [
  ...['rate', 'mean', 'deviation', 'effect', 'people', 'power', 'alpha', 'method', 'tuning', 'variants', 'perDay'],
] as const;

function parametersOf(options: SampleSizeOptions): string {
  const given = Object.entries(options).filter(([name]) => ASKED.some((asked) => asked === name));
  return new URLSearchParams(given as Array<[string, string]>).toString();
}

function rowOf({ people, plannedSample, effect, power, days, method }: SampleSize): string[] {
  const percent = (share: number | null) => (share === null ? '-' : `${Math.round(1e4 * share) / 100} %`);
  const count = (number: number | null) => (number === null ? '-' : String(number));
  return [
    count(people),
    count(plannedSample),
    percent(effect),
    percent(power),
    days === null ? '-' : days.toFixed(1),
    method,
  ];
}
