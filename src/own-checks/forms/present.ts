import { z } from 'zod';
import {
  type CommandLine,
  normalName,
  runningCommandLine,
} from '../../probes/boot/command-line.ts';
import { loadedModules } from '../../probes/modules/loaded-modules.ts';
import { asCommand, runningCommands } from '../../probes/monitoring/running-commands.ts';
import { expectationOf, expectationShape, SAYS_ONE, saysOne } from '../expectation.ts';
import { installed } from '../installed.ts';
import { compared, type Judged, requirement } from '../requirement.ts';
import { form, plainName, yesOrNo } from './form.ts';

const packageSchema = z
  .strictObject({ package: plainName, installed: yesOrNo })
  .describe('A package of dpkg, rpm, apk or pacman.');

export const packageForm = form(
  ['package'],
  packageSchema,
  packageSchema,
  ({ package: name, installed: wanted }) =>
    yesNo({ package: name, installed: wanted }, installed(name), wanted, {
      subject: `package ${name}`,
      yes: 'installed',
      no: 'not installed',
    }),
);

const processSchema = z
  .strictObject({ process: plainName, running: yesOrNo })
  .describe('A process of this name, on the host or in a container.');

export const processForm = form(['process'], processSchema, processSchema, (written) => {
  const { process: name, running } = written;
  const words = { subject: `process ${name}`, yes: 'running', no: 'not running' };
  return requirement(
    written,
    runningCommands,
    (names) => answer(names.has(asCommand(name)), running, words),
    () => answer(false, running, words),
  );
});

const moduleSchema = z
  .strictObject({ module: plainName, loaded: yesOrNo })
  .describe('A kernel module that is loaded now; one that is built into the kernel is none.');

export const moduleForm = form(['module'], moduleSchema, moduleSchema, (written) => {
  const { module, loaded } = written;
  const words = { subject: `module ${module}`, yes: 'loaded', no: 'not loaded' };
  return requirement(
    written,
    loadedModules,
    (modules) => answer(modules.has(normalName(module)), loaded, words),
    () => answer(false, loaded, words),
  );
});

const parameterSchema = z
  .strictObject({ kernelParameter: plainName, ...expectationShape, set: yesOrNo.exactOptional() })
  .describe('A word that the running kernel was started with: `lockdown=integrity`.');

export const kernelParameterForm = form(
  ['kernelParameter'],
  parameterSchema,
  parameterSchema.refine((written) => saysOne(written) !== (written.set !== undefined), {
    error: `set, or ${SAYS_ONE}`,
  }),
  (written) => {
    const { kernelParameter: name, set } = written;
    const words = { subject: `kernel parameter ${name}`, yes: 'set', no: 'not set' };
    const judged = (line: CommandLine): Judged => {
      const found = line.findLast((word) => word.name === normalName(name));
      if (set !== undefined) return answer(found !== undefined, set, words);
      const wanted = expectationOf(written);
      return found === undefined
        ? { mismatch: { subject: words.subject, expected: wanted.words, actual: words.no } }
        : compared(words.subject, found.value ?? '', wanted);
    };
    return requirement(written, runningCommandLine, judged, () => judged([]));
  },
);

interface Words {
  readonly subject: string;
  readonly yes: string;
  readonly no: string;
}

const yesNo = (
  written: unknown,
  fact: Parameters<typeof requirement<boolean>>[1],
  wanted: boolean,
  words: Words,
) =>
  requirement(
    written,
    fact,
    (is) => answer(is, wanted, words),
    () => answer(false, wanted, words),
  );

function answer(is: boolean, wanted: boolean, { subject, yes, no }: Words): Judged {
  const actual = is ? yes : no;
  return is === wanted
    ? { note: `${subject} is ${actual}` }
    : { mismatch: { subject, expected: wanted ? yes : no, actual } };
}
