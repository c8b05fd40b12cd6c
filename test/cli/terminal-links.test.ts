import { hostname } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { linked } from '../../src/cli/terminal-links.ts';

it('makes a link of a path where it stands, and adds no column', () => {
  const text = 'Open runs/a b/report.html: each finding.\n';
  const out = linked(text, ['runs/a b/junit.xml', 'runs/a b/report.html']);
  expect(stripVTControlCharacters(out)).toBe(text);
  const url = `file://${hostname()}${process.cwd()}/runs/a%20b/report.html`;
  expect(out).toContain(`\u001b]8;;${url}\u001b\\runs/a b/report.html\u001b]8;;\u001b\\:`);
});

it('leaves a text alone that has the path nowhere in one piece', () => {
  expect(linked('Open runs/\nreport.html', ['runs/report.html'])).toBe('Open runs/\nreport.html');
});
