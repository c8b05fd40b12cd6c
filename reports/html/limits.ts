/** Past this many results a browser takes minutes to draw a cell for each, so the report becomes a folder. */
export const DRAWN_RESULTS = 20_000;
/** Up to this many hosts a control shows a square for each; beyond, a bar. */
export const STRIP_HOSTS = 24;
/** Host names written out in one row of evidence. */
export const NAMES_IN_ROW = 500;
/** Mismatches written out of one finding. */
export const MISMATCHES_SHOWN = 50;
/** Characters kept of one value, and of one name. */
export const VALUE_CHARACTERS = 2000;
export const NAME_CHARACTERS = 200;
/** Containers drawn in one host's isolation matrix. */
export const CONTAINERS_DRAWN = 100;
/** Containers listed over the whole fleet. */
export const CONTAINERS_LISTED = 40;
export const FIX_ROWS = 8;
/** Controls that changed since the last run, as the first page lists them, and examples of each. */
export const CHANGES_LISTED = 40;
export const CHANGES_SAMPLED = 3;
/** Different findings kept of one control; hosts with still others are counted together. */
export const GROUPS_KEPT = 200;
/** Hosts in one page of their table. */
export const HOSTS_ON_PAGE = 500;
/** Host names written out in one row of a first page that stays small for any fleet. */
export const NAMES_ON_FIRST_PAGE = 20;

/** Places that one reader looks at for a control: listed in the open, and in all. */
export const PLACES_SHOWN = 4;
export const PLACES_LISTED = 400;
/** Different findings of one control of which what was read is shown. */
export const EXCERPTED_GROUPS = 20;
/** Readings shown of one finding, lines of each, and characters of a line. */
export const EXCERPTS_SHOWN = 3;
export const EXCERPT_LINES = 6;
export const EXCERPT_CHARACTERS = 300;
