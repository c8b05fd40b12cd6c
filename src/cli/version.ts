import manifest from '../../package.json' with { type: 'json' };

/** The version of this package, as it stands in its package.json. */
export const toolVersion = (): string => manifest.version;
