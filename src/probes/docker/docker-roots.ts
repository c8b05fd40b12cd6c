import { denied, failed, type Observation } from '../../model/observation.ts';
import { type SettingsFiles, settingsFiles } from '../containers/settings-files.ts';
import { type Derived, derived } from '../fact.ts';
import { dockerSettings } from './docker-settings.ts';

/** What engines keep, when every place that they keep it in was looked into: of its absence something can be said. */
export const allSettingsFiles: Derived<SettingsFiles> = derived(
  'all-settings-files',
  { settings: settingsFiles, docker: dockerSettings('data-root') },
  ({ settings, docker }): Observation<SettingsFiles> => {
    if (settings.state !== 'value') return settings;
    const { closed, roots } = settings.value;
    if (closed[0] !== undefined) {
      return denied(`${closed[0]} may not be read: more privilege is needed`);
    }
    const sides = docker.state === 'value' ? docker.value.sides : [];
    const told = sides.flatMap((side) => side.settings['data-root'] ?? []);
    const missed = told.find((root) => !roots.includes(root.replace(/(.)\/+$/, '$1')));
    return missed === undefined
      ? settings
      : failed(`Docker keeps its data in ${missed}, which was not looked into`);
  },
);
