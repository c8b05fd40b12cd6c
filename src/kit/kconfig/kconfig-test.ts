/** What is set, by option without `CONFIG_`; nothing for an option that the configuration leaves out. */
export type Settings = ReadonlyMap<string, string | undefined>;

/** A condition on build options. */
export interface KconfigTest {
  /** Every option that it looks at. */
  readonly options: readonly string[];
  readonly holds: (settings: Settings) => boolean;
  /** For people. */
  readonly text: string;
}

/** Built in. */
export const builtIn = (option: string): KconfigTest => equals(option, 'y');

/** Built in or as a module. */
export const built = (option: string): KconfigTest => ({
  options: [option],
  holds: (settings) => isBuilt(settings.get(option)),
  text: `CONFIG_${option}=y or =m`,
});

export const notBuilt = (option: string): KconfigTest => ({
  options: [option],
  holds: (settings) => !isBuilt(settings.get(option)),
  text: `CONFIG_${option} not set`,
});

export const equals = (option: string, wanted: string): KconfigTest => ({
  options: [option],
  holds: (settings) => settings.get(option) === wanted,
  text: `CONFIG_${option}=${wanted}`,
});

export const notEqual = (option: string, unwanted: string): KconfigTest => ({
  options: [option],
  holds: (settings) => ![undefined, unwanted].includes(settings.get(option)),
  text: `CONFIG_${option} other than ${unwanted}`,
});

export const atLeast = (option: string, least: number): KconfigTest => ({
  options: [option],
  holds: (settings) => Number(settings.get(option) ?? Number.NaN) >= least,
  text: `CONFIG_${option} of ${least} or more`,
});

/** A list of names with commas between them, such as CONFIG_LSM. */
export const lists = (option: string, name: string): KconfigTest => ({
  options: [option],
  holds: (settings) => (settings.get(option) ?? '').split(',').includes(name),
  text: `${name} in CONFIG_${option}`,
});

export const sameAs = (option: string, other: string): KconfigTest => ({
  options: [option, other],
  holds: (settings) =>
    settings.get(option) !== undefined && settings.get(option) === settings.get(other),
  text: `CONFIG_${option} as high as CONFIG_${other}`,
});

export const anyOf = (...tests: readonly KconfigTest[]): KconfigTest => ({
  options: tests.flatMap(({ options }) => options),
  holds: (settings) => tests.some((test) => test.holds(settings)),
  text: tests.map(({ text }) => text).join(', or '),
});

export const allTrue = (...tests: readonly KconfigTest[]): KconfigTest => ({
  options: tests.flatMap(({ options }) => options),
  holds: (settings) => tests.every((test) => test.holds(settings)),
  text: tests.map(({ text }) => text).join(' with '),
});

const isBuilt = (setting: string | undefined): boolean => setting === 'y' || setting === 'm';
