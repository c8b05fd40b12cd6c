import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { procedureView } from '../../../../reports/html/views/procedure-view.ts';
import { READER_WORDS } from '../../../../reports/reader-words.ts';

it('groups readings by reader, lists a few places and folds the others', () => {
  const stats = Array.from({ length: 14 }, (_, n) => `stat:/${n}`);
  const views = procedureView(['text:/etc/\u001b[31mos', ...stats, 'processes:']);
  expect(views.map(({ what }) => what.split(' ')[0])).toEqual(['The', 'Mode,', 'Processes:']);
  const [text, stat, processes] = views;
  expect(text?.places).toEqual(['/etc/\\u{1b}[31mos']);
  expect(stat?.places).toHaveLength(4);
  expect(stat?.more).toBe('10 more places');
  expect(stat?.folded).toHaveLength(10);
  expect(processes?.places).toEqual([]);
});

it('does not fold a single place', () => {
  const [view] = procedureView(['text:/1', 'text:/2', 'text:/3', 'text:/4', 'text:/5']);
  expect(view?.places).toHaveLength(5);
  expect(view?.more).toBe('');
});

it('is bounded, and says so', () => {
  const [view] = procedureView(Array.from({ length: 1000 }, (_, n) => `text:/${n}`));
  expect((view?.places.length ?? 0) + (view?.folded.length ?? 0)).toBe(400);
  expect(view?.unlisted).toBe('and 600 more places');
});

it('has words for every reader of the collector', async () => {
  const folder = join(import.meta.dirname, '../../../../src/probes/readers');
  const names: string[] = [];
  for (const file of globSync('*.ts', { cwd: folder })) {
    const module: Readonly<Record<string, unknown>> = await import(join(folder, file));
    for (const each of Object.values(module)) {
      if (typeof each !== 'object' || each === null || !('sh' in each) || !('name' in each))
        continue;
      names.push(String(each.name));
    }
  }
  expect(names.length).toBeGreaterThan(10);
  expect(Object.keys(READER_WORDS).sort()).toEqual(names.sort());
});
