import { type Gap, type Observation, value } from '../model/observation.ts';

/** All values, or the first gap: for a view that needs every one of its inputs. */
export function allOf<T>(observations: readonly Observation<T>[]): Observation<readonly T[]> {
  const values: T[] = [];
  for (const observation of observations) {
    if (observation.state !== 'value') return observation;
    values.push(observation.value);
  }
  return value(values);
}

/** Whether something could not be looked at. That it is not there is an answer. */
export const isBlind = (observation: Observation<unknown>): observation is Gap =>
  observation.state === 'denied' || observation.state === 'failed';
