import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderHtmlFiles } from '../../../reports/html/render.ts';
import type { AuditedHost, Report } from '../../../src/model/run.ts';
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
import { streamText } from '../../support/stream-text.ts';
import { waivedReport } from '../../support/waived-report.ts';
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

describe('a report of very many results', () => {
  const large = () => largeFleet(1100, 40);

  it('is a folder of pages, whose links all lead somewhere', async () => {
    const files = new Map<string, string>();
    for await (const { name, text } of renderHtmlFiles(large())) {
      files.set(name, await streamText(text));
    }
    expect([...files.keys()].slice(0, 9)).toEqual([
      'report/style.css',
      'report/report.js',
      'report/map.js',
      'report/index.html',
      'report/controls.html',
      'report/matrix.html',
      'report/hosts/001.html',
      'report/hosts/002.html',
      'report/hosts/003.html',
    ]);
    expect(files.size).toBe(9 + 40 + 1100);
    for (const [name, text] of files) {
      const links = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, href]) => href ?? '');
      for (const link of links.filter((href) => !/^(?:https:|#)/.test(href))) {
        expect(files.has(join(dirname(name), link.replace(/#.*/, ''))), `${name}: ${link}`).toBe(
          true,
        );
      }
    }
  });

  it('has a first page of one size for any fleet', async () => {
    const sizes = [];
    for (const report of [largeFleet(600, 40), largeFleet(6000, 40)]) {
      for await (const { name, text } of renderHtmlFiles(report)) {
        if (name !== 'report/index.html') continue;
        sizes.push((await streamText(text)).length);
        break;
      }
    }
    const [small = 0, big = 0] = sizes;
    expect(big / small).toBeLessThan(1.05);
  });

  it('holds in its map what each control came to on each host', async () => {
    const map = readMap(await fileOf(large(), 'report/matrix.html'));
    for (const host of await firstHosts(large(), 5)) {
      for (const { check, outcome } of host.findings) {
        expect(map.kindOf(host.name, check)).toBe(outcome === 'notApplicable' ? 'na' : outcome);
      }
    }
  });
});

async function fileOf(report: Report, wanted: string): Promise<string> {
  for await (const { name, text } of renderHtmlFiles(report)) {
    if (name === wanted) return await streamText(text);
  }
  throw new Error(`no ${wanted}`);
}

async function firstHosts(report: Report, n: number): Promise<readonly AuditedHost[]> {
  const hosts: AuditedHost[] = [];
  for await (const host of report.hosts()) {
    if (host.status === 'audited') hosts.push(host);
    if (hosts.length === n) break;
  }
  return hosts;
}

/** Reads the data of a map as its script does. */
function readMap(page: string) {
  const part = (id: string) => new RegExp(`id="${id}">(.*?)</script>`, 's').exec(page)?.[1] ?? '';
  const hosts: { name: string }[] = JSON.parse(part('map-hosts'));
  const controls: { href: string }[] = JSON.parse(part('map-controls'));
  const kinds: string[] = JSON.parse(part('map-kinds'));
  const results = part('map-results');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  expect(results).toHaveLength(hosts.length * Math.ceil(controls.length / 2));
  return {
    kindOf: (host: string, check: string) => {
      const row = hosts.findIndex(({ name }) => host.includes(name));
      const column = controls.findIndex(({ href }) => href === `c/${check}.html`);
      const at = row * Math.ceil(controls.length / 2) + (column >> 1);
      const pair = alphabet.indexOf(results[at] ?? '');
      return kinds[column % 2 === 0 ? pair >> 3 : pair & 7];
    },
  };
}

describe('waivers and changes', () => {
  it('stand in sections of their own', async () => {
    const changes = {
      before: { id: 'r1', startedAt: '2026-11-19T02:00:03Z' },
      counts: {
        newFailure: 1,
        valueChanged: 0,
        newlyUnknown: 0,
        repaired: 2,
        newlyKnown: 0,
        waived: 0,
        unwaived: 0,
      },
      newHosts: ['web-02'],
      lostHosts: [],
      newlyUnreachable: [],
      newChecks: [],
      lostChecks: [],
      changes: async function* () {
        await Promise.resolve();
        yield { kind: 'repaired', host: 'web-01', check: 'daemon.icc', subject: 'x' } as const;
        yield { kind: 'newFailure', host: 'web-02', check: 'daemon.icc', after: '<b>' } as const;
      },
    };
    const page = await wholePage({ ...waivedReport(), changes });
    expect(sectionsOf(page)).toEqual(expect.arrayContaining(['changes', 'waivers']));
    const [, section = ''] = /id="changes"(.*?)<\/section>/s.exec(page) ?? [];
    expect(section).toContain('Since run r1');
    expect(section).toContain('1 new host.');
    expect(section.indexOf('fails now')).toBeLessThan(section.indexOf('repaired</span>'));
    expect(section).toContain('&lt;b&gt;');
    const [, waivers = ''] = /id="waivers"(.*?)<\/section>/s.exec(page) ?? [];
    expect(waivers).toContain('W-7');
    expect(waivers).toContain('about to expire');
    expect(waivers).toContain('approved by security officer');
  });
});
