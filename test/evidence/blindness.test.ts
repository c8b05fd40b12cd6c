import { expect, it } from 'vitest';
import { losses } from './blindness.ts';
import { mutationsOf, randomFrom } from './mutations.ts';
import { evidenceOf, SYSTEMS } from './systems.ts';

/** All of each reading of every system take a minute; every third of them finds the same over all systems. */
const THIRD = 3;
const MANY = 60_000;

it.each(SYSTEMS.map((system, turn) => [system, turn] as const))(
  'no loss of one reading of %s is good news to any check',
  (system, turn) => {
    const evidence = evidenceOf(system);
    const lose = losses(evidence, randomFrom(turn));
    const wrong = Object.keys(evidence.records).flatMap((reading, n) =>
      mutationsOf(reading)
        .filter((_, m) => (m + n + turn) % THIRD === 0)
        .flatMap(([name, mutate]) =>
          lose(reading, mutate).map(
            ({ check, was, is }) => `${check}: ${was} became ${is} when ${reading} was ${name}`,
          ),
        ),
    );
    expect(wrong).toEqual([]);
  },
  MANY,
);
