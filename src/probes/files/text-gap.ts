import { absent, denied, failed, type Gap } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { RawOutput } from '../reader.ts';

/** One complaint, as most are, about a path that is not there. */
const ONE_ABSENT = /^[^\n]*: No such file or directory\n$/;
const DENIED = /Permission denied|Operation not permitted/;
const ABSENT = /No such (file or directory|device)|Not a directory/;

/**
 * What the message of a tool says about a path that it could not read, in the words of the C locale
 * that GNU, busybox and toybox share (strerror(3)). Undefined when there was no complaint.
 */
export function pathGap({ exit, stderr }: RawOutput, path: string): Gap | undefined {
  if (exit === 0 && stderr === '') return undefined;
  if (DENIED.test(stderr)) {
    return denied(`reading ${path} needs more privilege`);
  }
  if (ONE_ABSENT.test(stderr)) return absent(`${path} does not exist`);
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  // Of several files one may be a dangling link; that says nothing of another that could not be read.
  const trouble = lines.find((line) => !ABSENT.test(line));
  if (lines.length > 0 && trouble === undefined) return absent(`${path} does not exist`);
  const words = visibleLine(trouble ?? '', 200);
  return failed(words === '' ? `reading ${path} ended with status ${exit}` : words);
}
