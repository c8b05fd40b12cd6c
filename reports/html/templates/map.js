// The map of all results: a point each on a canvas, and a window of real cells around the chosen one.
const element = (id) => document.getElementById(id);
const read = (id) => JSON.parse(element(id).textContent);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const GLYPHS = { pass: '✓', unknown: '?', manual: '✎', na: '–', waived: '≈' };

const map = element('map');
const hosts = read('map-hosts');
const controls = read('map-controls');
const kinds = read('map-kinds');
const text = element('map-results').textContent.trim();
const stride = Math.ceil(controls.length / 2);
element('no-script').hidden = true;

/** Two cells a character, a row a host. */
function kindAt(host, control) {
  const pair = ALPHABET.indexOf(text[host * stride + (control >> 1)]);
  return kinds[control % 2 === 0 ? pair >> 3 : pair & 7];
}
const classOf = (host, control) => {
  const kind = kindAt(host, control);
  return kind === 'fail' ? controls[control].severity : kind;
};

// Colours come from the style, so that light and dark are right.
const swatch = document.createElement('i');
swatch.hidden = true;
document.body.append(swatch);
function colourOf(kind) {
  swatch.className = `k-${kind}`;
  swatch.hidden = false;
  const [r, g, b] = getComputedStyle(swatch)
    .backgroundColor.match(/[\d.]+/g)
    .map(Number);
  const clear = getComputedStyle(swatch).backgroundColor.endsWith(', 0)');
  swatch.hidden = true;
  const paper = getComputedStyle(document.body)
    .backgroundColor.match(/[\d.]+/g)
    .map(Number);
  const [red, green, blue] = clear ? paper : [r, g, b];
  return (255 << 24) | (blue << 16) | (green << 8) | red;
}

const TILE = 4096;
const across = Math.max(1, Math.min(6, Math.floor(1100 / controls.length)));
const down = Math.max(1, Math.min(6, Math.floor(700 / hosts.length)));

function drawTile(from, palette) {
  const rows = Math.min(TILE, hosts.length - from);
  const canvas = document.createElement('canvas');
  canvas.width = controls.length;
  canvas.height = rows;
  canvas.style.width = `${controls.length * across}px`;
  canvas.style.height = `${rows * down}px`;
  const image = new ImageData(controls.length, rows);
  const points = new Uint32Array(image.data.buffer);
  for (let row = 0; row < rows; row += 1) {
    for (let control = 0; control < controls.length; control += 1) {
      points[row * controls.length + control] = palette[classOf(from + row, control)];
    }
  }
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas;
}

function draw() {
  const names = ['critical', 'high', 'medium', 'low', 'unknown', 'pass', 'manual', 'na', 'waived'];
  const palette = Object.fromEntries(names.map((name) => [name, colourOf(name)]));
  const tiles = [];
  for (let from = 0; from < hosts.length; from += TILE) tiles.push(drawTile(from, palette));
  map.replaceChildren(...tiles);
}

const NEAR_HOSTS = 15;
const NEAR_CONTROLS = 12;
const within = (n, most) => Math.max(0, Math.min(n, most));
let at = { host: 0, control: 0 };

function cellFor(host, control) {
  const kind = kindAt(host, control);
  const cell = document.createElement('td');
  cell.className = `k-${classOf(host, control)}`;
  cell.textContent = kind === 'fail' ? '×' : GLYPHS[kind];
  cell.ariaLabel = kind === 'na' ? 'not applicable' : kind;
  if (host === at.host && control === at.control) cell.ariaCurrent = 'true';
  return cell;
}

function linked(tag, scope, { name, href }) {
  const cell = document.createElement(tag);
  cell.scope = scope;
  const link = document.createElement('a');
  link.href = href;
  link.textContent = name;
  link.dir = 'auto';
  cell.append(link);
  return cell;
}

function showNear() {
  const firstHost = within(at.host - (NEAR_HOSTS >> 1), hosts.length - NEAR_HOSTS);
  const firstControl = within(at.control - (NEAR_CONTROLS >> 1), controls.length - NEAR_CONTROLS);
  const shownHosts = hosts.slice(firstHost, firstHost + NEAR_HOSTS);
  const shownControls = controls.slice(firstControl, firstControl + NEAR_CONTROLS);
  const head = document.createElement('thead');
  const names = head.insertRow();
  names.append(
    document.createElement('td'),
    ...shownHosts.map((host) => linked('th', 'col', host)),
  );
  names.className = 'names upright';
  const body = document.createElement('tbody');
  for (const [y, control] of shownControls.entries()) {
    const row = body.insertRow();
    row.append(linked('th', 'row', control));
    row.append(...shownHosts.map((_, x) => cellFor(firstHost + x, firstControl + y)));
  }
  element('near').replaceChildren(head, body);
  const kind = kindAt(at.host, at.control);
  const word = kind === 'na' ? 'not applicable' : kind;
  element('cell').textContent = `${hosts[at.host].name}. ${controls[at.control].name}. ${word}`;
}

function choose(host, control) {
  at = { host: within(host, hosts.length - 1), control: within(control, controls.length - 1) };
  showNear();
}

map.addEventListener('click', (event) => {
  const box = map.getBoundingClientRect();
  const x = event.clientX - box.left + map.scrollLeft;
  const y = event.clientY - box.top + map.scrollTop;
  choose(Math.floor(y / down), Math.floor(x / across));
});
const MOVES = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-NEAR_HOSTS, 0],
  PageDown: [NEAR_HOSTS, 0],
};
map.addEventListener('keydown', (event) => {
  const move = MOVES[event.key];
  if (event.key === 'Enter') location.href = hosts[at.host].href;
  if (!move) return;
  event.preventDefault();
  choose(at.host + move[0], at.control + move[1]);
});

draw();
showNear();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
