import { wallClock } from './calendar';
import { joinedByEndOf } from './growth';
import { eventsOfPerson } from './life';
import { personOf } from './people';
import type { Happening } from './visit';
import { dayIn, watermark, type World } from './world';

export type DemoEvent = Happening & { id: string };

/** Everything that happens in a world on a calendar day (`2026-11-24`), in order of time; the same whenever it is asked for. */
export function eventsOfDay(world: World, date: string): DemoEvent[] {
  const day = { number: dayIn(world, date), at: wallClock(date) };
  const mark = watermark(world);
  const people = Array.from({ length: joinedByEndOf(day.number) }, (_, number) => personOf(number));
  return people
    .flatMap((person) =>
      eventsOfPerson(person, day).map((event, i) => ({
        ...event,
        id: `d${day.number}-${person.number + 1}-${i + 1}`,
        timestamp: event.timestamp + mark,
      }))
    )
    .sort((a, b) => a.timestamp - b.timestamp);
}
