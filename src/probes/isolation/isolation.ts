import type { IsolatedContainer } from '../../model/isolation.ts';
import { type Observation, value } from '../../model/observation.ts';
import { type Derived, derived } from '../fact.ts';
import { barriersOf } from './barriers.ts';
import { containment } from './containment.ts';
import { escapePathsOf } from './escape-paths.ts';

/** What stands between each running container and its host, and the ways around it, sorted by name. */
export const isolation: Derived<readonly IsolatedContainer[]> = derived(
  'isolation',
  { containment },
  ({ containment: list }): Observation<readonly IsolatedContainer[]> =>
    list.state === 'value'
      ? value(
          list.value.map((contained) => {
            const { id, name, engine, image } = contained.container;
            return {
              id,
              name,
              engine,
              ...(image === undefined ? {} : { image }),
              barriers: barriersOf(contained),
              escapePaths: escapePathsOf(contained),
            };
          }),
        )
      : list,
);
