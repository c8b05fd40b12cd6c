import { absent, denied, failed, type Gap } from '../../model/observation.ts';
import { visibleLine } from '../../model/visible-text.ts';
import type { RawOutput } from '../reader.ts';

/**
 * What the message of a tool says about a path that it could not read, in the words of the C locale
 * that GNU, busybox and toybox share (strerror(3)). Undefined when there was no complaint.
 */
export function pathGap({ exit, stderr }: RawOutput, path: string): Gap | undefined {
  if (exit === 0 && stderr === '') return undefined;
  if (/Permission denied|Operation not permitted/.test(stderr)) {
    return denied(`reading ${path} needs more privilege`);
  }
  if (/No such (file or directory|device)|Not a directory/.test(stderr)) {
    return absent(`${path} does not exist`);
  }
  const words = visibleLine(stderr.trim(), 200);
  return failed(words === '' ? `reading ${path} ended with status ${exit}` : words);
}
