// All that follows improves a page that is complete without it.
const root = document.documentElement;
root.classList.add('js');
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const words = (text) => text.split(' ').filter((word) => word !== '');

// The address holds the filter: #controls?outcome=fail&severity=critical. Input writes the address,
// the address drives the page, never the other way round.
const filter = document.querySelector('.filter');
const controls = all('.control');

function readHash() {
  const [target, query = ''] = location.hash.slice(1).split('?');
  return { target, params: new URLSearchParams(query) };
}

function matches(item, params, host) {
  const { area, severity, outcomes, hosts } = item.dataset;
  const text = (item.querySelector('summary') ?? item).textContent.toLowerCase();
  const wanted = (name, found) => !params.get(name) || found.includes(params.get(name));
  return (
    wanted('outcome', words(outcomes)) &&
    wanted('severity', [severity]) &&
    wanted('area', [area]) &&
    (host === undefined || words(hosts).includes(host)) &&
    text.includes((params.get('q') ?? '').toLowerCase())
  );
}

function applyFilter(params) {
  if (!filter) return;
  for (const field of filter.elements) if (field.name) field.value = params.get(field.name) ?? '';
  const host = filter.elements.host?.selectedOptions[0]?.dataset.index;
  for (const item of controls) item.hidden = !matches(item, params, host);
  const shown = controls.filter((item) => !item.hidden).length;
  filter.querySelector('output').textContent = `${shown} of ${controls.length} controls`;
  document.querySelector('#no-match').hidden = shown > 0;
}

function openTarget(element) {
  if (element.hidden) applyFilter(new URLSearchParams());
  const details = element.closest('details.item');
  if (details) details.open = true;
  element.scrollIntoView();
}

function follow() {
  const { target, params } = readHash();
  if (target === 'controls') applyFilter(params);
  const element = target && document.getElementById(target);
  if (element && (location.hash.includes('?') || element.matches('details'))) openTarget(element);
}

filter?.addEventListener('input', () => {
  const params = new URLSearchParams();
  for (const { name, value } of filter.elements) if (name && value) params.set(name, value);
  history.replaceState(null, '', `#controls${params.size > 0 ? `?${params}` : ''}`);
  applyFilter(params);
});
filter?.addEventListener('submit', (event) => event.preventDefault());
filter?.addEventListener('reset', (event) => {
  event.preventDefault();
  history.replaceState(null, '', '#controls');
  applyFilter(new URLSearchParams());
});
addEventListener('hashchange', follow);
applyFilter(new URLSearchParams());
follow();

// A link that is followed twice has the same hash: the page would not hear of it.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (link && link.getAttribute('href') === location.hash) follow();
});

// Closed hosts are hidden, so focus goes back to the name that opened them.
for (const host of all('details.host')) {
  host.addEventListener('toggle', () => {
    if (!host.open) document.querySelector(`#host-table a[href="#${host.id}"]`)?.focus();
  });
}

// Copy commands; where there is no clipboard, select them.
async function copy(button) {
  const code = button.parentElement.querySelector('code');
  try {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  } catch {
    getSelection().selectAllChildren(code);
  }
}
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-copy]');
  if (button) void copy(button);
});

// Sort a table by a column. Hosts that were not read have no figures and stay at the end.
function sortBy(head) {
  const down = head.getAttribute('aria-sort') !== 'descending';
  for (const other of head.parentElement.cells) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const key = (row) => row.cells[head.cellIndex].textContent.trim().replaceAll(',', '');
  const order = new Intl.Collator('en', { numeric: true });
  const body = head.closest('table').tBodies[0];
  const [lost, read] = [true, false].map((is) =>
    [...body.rows].filter((row) => row.matches('.lost') === is),
  );
  read.sort((a, b) => (down ? -1 : 1) * order.compare(key(a), key(b)));
  body.append(...read, ...lost);
}
for (const button of all('th button[data-sort]')) {
  button.addEventListener('click', () => sortBy(button.closest('th')));
}

// The matrix: one tab stop, arrows move, Enter opens the control; a line says what the cell says.
const matrix = document.querySelector('#cells');

function cellWords(cell, host) {
  const row = cell.parentElement;
  const control = document.getElementById(row.dataset.control.slice(1));
  const evidence = all('tr[data-hosts]', control).find((found) =>
    words(found.dataset.hosts).includes(host.dataset.host),
  );
  const seen = evidence?.querySelector('.saw').textContent.trim() ?? '';
  const title = row.querySelector('th a').textContent;
  const found = seen === '' ? '' : `: ${seen.slice(0, 200)}`;
  return `${host.dataset.name}. ${title}. ${cell.ariaLabel}${found}`;
}

function useMatrix() {
  const status = document.querySelector('#cell');
  const rows = all('tbody tr[data-control]', matrix).map((row) => all('td[aria-label]', row));
  const hosts = all('thead th[data-host]', matrix);
  const places = new Map(rows.flatMap((row, y) => row.map((cell, x) => [cell, [y, x]])));
  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const cellAt = (event) => event.target.closest('td[aria-label]');
  const say = (cell) => {
    status.textContent = cellWords(cell, hosts[places.get(cell)[1]]);
  };
  const open = (cell) => {
    location.hash = cell.parentElement.dataset.control;
    follow();
  };
  let stop = rows[0][0];
  stop.tabIndex = 0;
  matrix.addEventListener('mouseover', (event) => cellAt(event) && say(cellAt(event)));
  matrix.addEventListener('focusin', (event) => cellAt(event) && say(cellAt(event)));
  matrix.addEventListener('click', (event) => cellAt(event) && open(cellAt(event)));
  matrix.addEventListener('keydown', (event) => {
    const cell = cellAt(event);
    if (!cell) return;
    if (event.key === 'Enter') open(cell);
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const [y, x] = places.get(cell);
    const next = rows[y + move[0]]?.[x + move[1]];
    if (!next) return;
    stop.removeAttribute('tabindex');
    stop = next;
    stop.tabIndex = 0;
    stop.focus();
  });
}
if (matrix?.querySelector('td[aria-label]')) useMatrix();

// Keys: / to the filter, j and k along the controls.
function step(by) {
  const list = controls.filter((item) => !item.hidden);
  const at = list.findIndex((item) => item.contains(document.activeElement));
  const next = list[Math.max(at + by, 0)];
  next?.querySelector('summary, a').focus();
}
document.addEventListener('keydown', (event) => {
  if (event.target.closest('input, select, textarea')) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && filter) {
    event.preventDefault();
    filter.elements.q.focus();
  }
  if (event.key === 'j') step(1);
  if (event.key === 'k') step(-1);
});

// Print the summary alone, or everything.
for (const button of all('button[data-print]')) {
  button.addEventListener('click', () => {
    root.dataset.print = button.dataset.print;
    print();
  });
}
addEventListener('afterprint', () => {
  delete root.dataset.print;
});
