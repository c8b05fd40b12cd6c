/** Where things stand, as addresses from the page that is being written. */
export interface Links {
  /** By the anchors of text/anchors.ts. */
  readonly host: (anchor: string) => string;
  readonly control: (anchor: string) => string;
  /** The list of controls under a filter, `outcome=fail`. */
  readonly controls: (filter: string) => string;
  readonly allControls: string;
  readonly hosts: string;
  readonly matrix: string;
  /** A section of the first page, `method`. */
  readonly section: (id: string) => string;
}

/** Everything on one page. */
export const ON_ONE_PAGE: Links = {
  host: (anchor) => `#${anchor}`,
  control: (anchor) => `#${anchor}`,
  controls: (filter) => `#controls?${filter}`,
  allControls: '#controls',
  hosts: '#hosts',
  matrix: '#matrix',
  section: (id) => `#${id}`,
};

/** A page a host and a page a control. `up` leads from the page that is written to the folder. */
export const inFolder = (up: '' | '../'): Links => ({
  host: (anchor) => `${up}${pageOf(anchor)}`,
  control: (anchor) => `${up}${pageOf(anchor)}`,
  controls: (filter) => `${up}controls.html#controls?${filter}`,
  allControls: `${up}controls.html`,
  hosts: `${up}${hostsPage(1)}`,
  matrix: `${up}matrix.html`,
  section: (id) => `${up}index.html#${id}`,
});

/** Of the table of hosts, counted from 1: `hosts/001.html`. */
export const hostsPage = (n: number): string => `hosts/${String(n).padStart(3, '0')}.html`;

/** `h/web-01.html` of `h-web-01`. A tilde in a name is nothing to an address. */
export const pageOf = (anchor: string): string => `${anchor.slice(0, 1)}/${anchor.slice(2)}.html`;
