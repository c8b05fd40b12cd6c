import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  auditedHost,
  FAKE_CHECKS,
  failedHost,
  fakeFleet,
  fakeHost,
  hostileFleet,
  largeFleet,
  reportOf,
} from '../../support/report-fixture.ts';
import { wholePage } from '../../support/whole-page.ts';

const fleet = await wholePage(fakeFleet());
const alone = await wholePage(fakeHost());
const hostile = await wholePage(hostileFleet());

const clean = await wholePage(
  reportOf([
    auditedHost(
      'a',
      FAKE_CHECKS.map(({ id }) => ({ check: id, outcome: 'pass', note: 'fine' })),
    ),
  ]),
);
const lost = await wholePage(
  reportOf([
    failedHost('a', { class: 'timeout', message: 'No answer in 10 s' }),
    failedHost('b', { class: 'auth-failed', message: 'Permission denied' }),
  ]),
);
const nothing = await wholePage(reportOf([]));

/** The markup between head and script. */
const bodyOf = (page: string): string =>
  page.slice(page.indexOf('<body>'), page.indexOf('<script type="module">'));

const sectionsOf = (page: string): readonly string[] =>
  [...page.matchAll(/<section [^>]*?id="([^"]+)"/g)].map(([, id]) => id ?? '');

describe('the page', () => {
  it('has the sections of a fleet', () => {
    expect(sectionsOf(fleet)).toEqual([
      'summary',
      'fix-first',
      'matrix',
      'containers',
      'hosts',
      'controls',
      'questions',
      'method',
      'sign-off',
    ]);
  });
  it('of one host is its report: no matrix, no table of hosts', () => {
    expect(sectionsOf(alone)).toEqual([
      'summary',
      'fix-first',
      'host',
      'isolation',
      'controls',
      'questions',
      'method',
      'sign-off',
    ]);
    expect(alone).not.toContain('class="strip"');
  });
  it('of a fleet without a failure says so', () => {
    expect(clean).toContain('Nothing is open.');
    expect(clean).toContain('>Compliant.</span>');
    expect(clean).not.toContain('class="notice"');
  });
  it('of hosts that could not be read says why and what to do, and asks for no signature', () => {
    expect(sectionsOf(lost)).toEqual(['summary', 'hosts', 'method']);
    expect(lost).toContain('it did not answer in time');
    expect(lost).toContain('<code>ssh -v ADDRESS</code>');
    expect(lost).toContain('Nothing was read.');
  });
  it('of no host is not empty', () => {
    expect(sectionsOf(nothing)).toEqual(['summary', 'method']);
    expect(nothing).toContain('No host was selected.');
  });
  it('links only to what is on it', () => {
    for (const page of [fleet, alone, clean, lost, nothing, hostile]) {
      const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      const targets = [...bodyOf(page).matchAll(/href="#([^"?]+)/g)].map(([, target]) => target);
      expect(targets.filter((target) => !ids.has(target))).toEqual([]);
    }
  });
  it('gives no id twice', () => {
    for (const page of [fleet, alone, hostile]) {
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(ids).toHaveLength(new Set(ids).size);
    }
  });
});

it('is the same, byte for byte, for the same report', async () => {
  expect(await wholePage(fakeFleet())).toBe(fleet);
});

describe('the security policy', () => {
  const policy = /content="(default-src[^"]+)"/.exec(fleet)?.[1]?.replaceAll('&#x27;', "'") ?? '';
  const sumOf = (text: string): string =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`.replaceAll('=', '&#x3D;');
  const between = (start: string, end: string): string =>
    fleet.slice(fleet.indexOf(start) + start.length, fleet.lastIndexOf(end));

  it('allows this style and this script by their sums, and nothing else', () => {
    const style = sumOf(between('<style>', '</style>'));
    const script = sumOf(between('<script type="module">', '</script>'));
    expect(policy).toBe(
      `default-src 'none'; style-src ${style}; script-src ${script}; base-uri 'none'; form-action 'none'`,
    );
  });
  it('is kept: no style or handler in an attribute, nothing loaded', () => {
    for (const page of [fleet, alone, hostile]) {
      expect(page).not.toMatch(/<[^>]*\s(?:style|on\w+)\s*=\s*"/);
      expect(page).not.toMatch(/<(?:img|link|iframe|object|embed|audio|video)\b/);
      expect(page.match(/<script/g)).toHaveLength(1);
      expect(page.match(/<style/g)).toHaveLength(1);
    }
  });
});

describe('hostile text', () => {
  it('is shown, never markup', () => {
    expect(hostile).toContain('&lt;script&gt;document.body.dataset.owned');
    expect(hostile).not.toContain('<script>document');
    expect(hostile).not.toContain('<svg onload');
  });
  it('is no template', () => expect(hostile).toContain('{{constructor}} {{{this}}} {{x}}'));
  it('holds no control, override or lone surrogate', () => {
    const found = bodyOf(hostile)
      .replaceAll('\n', '')
      .match(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu);
    expect(found).toBeNull();
  });
  it('makes no link but to the page and to https', () => {
    const links = [...bodyOf(hostile).matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(links.filter((href) => !/^(?:#[\w.~?&#;-]+|https:\/\/[\w./-]+)$/.test(href))).toEqual(
      [],
    );
  });
  it('is cut when it is long, and says so', () => {
    expect(hostile).toMatch(/A{100}… \(\d+ more characters\)/);
    expect(hostile.length).toBeLessThan(600_000);
  });
});

describe('a page of very many results', () => {
  it('is folded: smaller than a page of cells would be, and says why', async () => {
    const page = await wholePage(largeFleet(60, 400));
    expect(page).toContain('is left out: a browser takes minutes');
    expect(page).not.toContain('id="cells"');
    expect(page.length).toBeLessThan(4_000_000);
  });
  it('is written in pieces', async () => {
    const { renderHtml } = await import('../../../reports/html/render.ts');
    let largest = 0;
    for await (const piece of renderHtml(largeFleet(300, 100)))
      largest = Math.max(largest, piece.length);
    expect(largest).toBeLessThan(300_000);
  });
});
