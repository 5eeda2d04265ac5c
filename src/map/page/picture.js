// The projection and its inverse, for a picture 1000 units wide: Albers (Snyder 1987, section 14), or Equal Earth
// (Savric, Patterson and Jenny 2018) of the world.
const ECC = Math.sqrt(E2), MARGIN = 14;
const [PROJECTION, [LON0, N, C, RHO0]] = D.projection, [WEST, SOUTH, EAST, NORTH] = D.frame, IS_WORLD = N === undefined;
const K = (1000 - 2 * MARGIN) / (EAST - WEST), HEIGHT = (NORTH - SOUTH) * K + 2 * MARGIN;
const authalic = sin => (1 - E2) * (sin / (1 - E2 * sin * sin) - Math.log((1 - ECC * sin) / (1 + ECC * sin)) / (2 * ECC));
const A = [1.340264, -.081106, .000893, .003796], POLE = authalic(1), RADIUS = AXIS * Math.sqrt(POLE / 2), ROOT3 = Math.sqrt(3);
const slope = t => A[0] + 3 * A[1] * t ** 2 + 7 * A[2] * t ** 6 + 9 * A[3] * t ** 8;
const rise = t => A[0] * t + A[1] * t ** 3 + A[2] * t ** 7 + A[3] * t ** 9;
const around = lon => { const east = lon - LON0; return east > 180 ? east - 360 : east < -180 ? east + 360 : east; };
const forward = (lon, lat) => {
  const east = around(lon), q = authalic(Math.sin(lat * RAD)); let x, y;
  if (IS_WORLD) { const t = Math.asin(ROOT3 / 2 * Math.max(-1, Math.min(1, q / POLE)));
    x = RADIUS * 2 * ROOT3 * east * RAD * Math.cos(t) / (3 * slope(t)); y = RADIUS * rise(t); }
  else if (N === 0) { x = AXIS * C * east * RAD; y = AXIS * q / (2 * C); }
  else { const rho = AXIS * Math.sqrt(Math.max(C - N * q, 0)) / N; x = rho * Math.sin(N * east * RAD); y = RHO0 - rho * Math.cos(N * east * RAD); }
  return [MARGIN + (x - WEST) * K, MARGIN + (NORTH - y) * K];
};
/** Longitude and latitude; NaN beyond the globe. */
const inverse = (px, py) => {
  const x = (px - MARGIN) / K + WEST, y = NORTH - (py - MARGIN) / K; let east, q;
  if (IS_WORLD) { let t = y / RADIUS / A[0];
    for (let i = 0; i < 12; i++) t -= (rise(t) - y / RADIUS) / slope(t);
    q = POLE * 2 * Math.sin(t) / ROOT3; east = 3 * x * slope(t) / (2 * ROOT3 * RADIUS * Math.cos(t)) / RAD; }
  else if (N === 0) { east = x / (AXIS * C) / RAD; q = 2 * C * y / AXIS; }
  else { const sign = Math.sign(N), down = RHO0 - y, rho = Math.hypot(x, down);
    east = Math.atan2(sign * x, sign * down) / N / RAD; q = (C - (rho * N / AXIS) ** 2) / N; }
  if (Math.abs(east) > 180 || Math.abs(q) > POLE) return [NaN, NaN];
  let phi = Math.asin(Math.max(-1, Math.min(1, q / 2)));
  for (let i = 0; i < 12; i++) { const s = Math.sin(phi), w = 1 - E2 * s * s, c = Math.cos(phi); if (c < 1e-9) break;
    phi += w * w / (2 * c) * (q / (1 - E2) - s / w + Math.log((1 - ECC * s) / (1 + ECC * s)) / (2 * ECC)); }
  const lon = LON0 + east;
  return [lon >= 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, phi / RAD];
};
for (const arc of arcs) {
  arc.points = [];
  let last = null;
  const add = (lon, lat) => { const east = around(lon); if (last !== null && Math.abs(east - last) > 180) arc.torn = true;
    last = east; arc.points.push(forward(lon, lat)); };
  arc.xs.forEach((x, i) => {
    const steps = i ? Math.max(1, Math.ceil(Math.max(Math.abs(x - arc.xs[i - 1]), Math.abs(arc.ys[i] - arc.ys[i - 1])) / 5e6)) : 1;
    for (let s = i ? 1 : steps; s <= steps; s++) { const t = s / steps;
      const [a, b] = i ? [arc.xs[i - 1], arc.ys[i - 1]] : [x, arc.ys[0]];
      add((a + (x - a) * t) / 1e7, (b + (arc.ys[i] - b) * t) / 1e7); }
  });
  arc.drawn = arc.points.reduce(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)], [Infinity, Infinity, -Infinity, -Infinity]);
  // An arc that the edge of the projection tears lies far from what a map of a part of the world shows.
  if (arc.torn) arc.points = [];
}
D.faces.forEach(face => { face.torn = face.arcs.some(n => arcs[n].torn); });
const data = points => points.length ? "M" + points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L") : "";
const ringPoints = ring => ring.flatMap(it => { const { points } = arcs[Math.abs(it) - 1]; return it > 0 ? points : [...points].reverse(); });
const outline = rings => rings.map(ring => data(ringPoints(ring)) + "z").join("");
const boxOf = list => list.reduce(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)],
  [Infinity, Infinity, -Infinity, -Infinity]);

// The picture.
const map = $("map");
// The picture is as high as the screen has space for below the controls; the whole of it then has margins at its sides.
const ratio = () => Math.min(HEIGHT / 1000, Math.max(.55, (innerHeight - 235) / Math.max(1, map.clientWidth || 1000)));
const whole = () => Math.max(1000, HEIGHT / ratio());
const view = { x: 0, y: 0, w: 1000, h: HEIGHT };
const isWhole = () => view.w > whole() - 1;
const unit = () => view.w / Math.max(map.clientWidth || 1000, 1);
// Land, lakes and rivers: a line has a kind, a name and a course, which is written as those of arcs are.
const base = { land: [], lake: [], river: [] };
if (D.base) {
  const [head, ...rows] = D.base.trimEnd().split("\n"), perDegree = +head.split(" ")[5];
  for (const row of rows) { const [kind, called, course] = row.split("\t"), lonLat = read(course).map(it => it / perDegree), points = []; let last = null, torn = false;
    for (let i = 0; i < lonLat.length; i += 2) { const east = around(lonLat[i]); if (last !== null && Math.abs(east - last) > 180) torn = true; last = east; points.push(forward(lonLat[i], lonLat[i + 1])); }
    if (!torn) base[kind].push({ called, points }); }
  // Only what the picture shows.
  const isSeen = ({ points }) => { const b = boxOf(points); return b[2] > -50 && b[0] < 1050 && b[3] > -50 && b[1] < HEIGHT + 50; };
  for (const kind of Object.keys(base)) base[kind] = base[kind].filter(isSeen);
  $("frame").className += " with-land";
  $("land").append(make("svg:path", { d: base.land.map(it => data(it.points) + "z").join("") }));
  for (const { course = [] } of D.landmarks) if (course.length) base.river.push({ points: course.map(at => forward(...at)) });
  for (const kind of ["lake", "river"]) for (const it of base[kind]) $("waters").append(make("svg:path", { class: kind, d: data(it.points) + (kind === "lake" ? "z" : "") }));
}
D.faces.forEach(face => {
  face.d = face.torn ? "" : outline(face.rings);
  face.path = make("svg:path", { d: face.d });
  face.drawn = boxOf(face.torn ? [] : face.rings.flatMap(ringPoints));
  $("areas").append(face.path);
});
arcs.forEach(arc => { arc.path = make("svg:path", { d: data(arc.points), display: "none" }); $("lines").append(arc.path); });
D.corridors.forEach(it => { it.path = make("svg:path", { d: outline(it.rings), class: "corridor" }); $("corridors").append(it.path); });
(() => {
  const [west, south, east, north] = D.bounds, HALF = 179.999;
  const step = [.5, 1, 2, 5, 10, 20].find(it => Math.max(east - west, north - south) / it <= 8) || 30;
  // Beyond the bounds, since the picture may be wider than they are.
  const wide = Math.max(1, Math.ceil((east - west) / 2 / step)) * step;
  const [left, right, low, high] = [Math.max(-HALF, west - wide), Math.min(HALF, east + wide), Math.max(-90, south - step), Math.min(90, north + step)];
  let text = "";
  const line = at => { text += data(Array.from({ length: 49 }, (_, i) => at(i / 48))); };
  const meridian = lon => line(t => forward(lon, low + (high - low) * t));
  for (const edge of [left, right]) if (Math.abs(edge) === HALF) meridian(LON0 + edge);
  for (let lon = Math.ceil((LON0 + left) / step) * step; lon <= LON0 + right; lon += step) meridian(lon);
  for (let lat = Math.ceil(low / step) * step; lat <= high; lat += step) line(t => forward(LON0 + left + (right - left) * t, lat));
  $("graticule").append(make("svg:path", { d: text }));
})();

// What is shown.
const coverage = [D.coverage[0] ?? D.days[0] ?? 0, D.coverage[3] === null ? Infinity : D.coverage[3] - 1];
const days = D.days.length ? D.days : [coverage[0]];
// The page opens on the last day that was checked.
const state = { day: Math.max(coverage[0], Math.min(coverage[1], D.checked)), basis: "de-facto", place: null };
let cells = [], titles = [], styles = [];
const STROKES = { international: "international border", ceasefire: "ceasefire line, line of control", undetermined: "undetermined border",
  "de-jure": "border de jure only", part: "border within a polity", rim: "edge of the atlas or its records" };
const strokeOf = arc => {
  if (!arc.isLine) return null;
  if (arc.left < 0 || arc.right < 0) return "rim";
  const of = face => D.faces[face].cell, [a, b] = [of(arc.left), of(arc.right)];
  const [p, q, t, u] = [cells[a], cells[b], titles[a], titles[b]];
  if (p.key === q.key) {
    if (p.all.length && t.key !== u.key && t.settled && u.settled) return "de-jure";
    return D.faces[arc.left].parts !== D.faces[arc.right].parts ? "part" : null;
  }
  if (!p.all.length || !q.all.length) return "rim";
  if (![p, q, t, u].every(it => it.settled)) return "undetermined";
  return p.key === t.key && q.key === u.key ? "international" : "ceasefire";
};

// Which parts of polities are shown, as `ShownParts` of the library chooses: no provinces where most of those of their polity
// are too small to read, and none alone in ground whose province is not recorded.
const LEGIBLE = 80;
const isProvince = polity => D.polities[polity].province;
function chooseParts() {
  const chains = D.faces.map(face => cells[face.cell].chain), boxes = new Map(), keys = chain => chain.map((_, depth) => chain.slice(0, depth + 1).join());
  const all = chains.map(keys);
  for (const { left, right, drawn } of arcs) for (const [face, beyond] of [[left, right], [right, left]]) {
    if (face < 0) continue;
    chains[face].forEach((polity, depth) => { if (!isProvince(polity) || (beyond >= 0 && all[beyond][depth] === all[face][depth])) return;
      const whole = all[face][depth - 1] ?? "", parts = boxes.get(whole) || boxes.set(whole, new Map()).get(whole), b = parts.get(polity) || [Infinity, Infinity, -Infinity, -Infinity];
      parts.set(polity, [Math.min(b[0], drawn[0]), Math.min(b[1], drawn[1]), Math.max(b[2], drawn[2]), Math.max(b[3], drawn[3])]); });
  }
  const most = LEGIBLE * unit(), isSmall = new Set();
  for (const [whole, parts] of boxes) if ([...parts.values()].filter(b => Math.max(b[2] - b[0], b[3] - b[1]) < most).length * 2 > parts.size) isSmall.add(whole);
  const shown = chains.map((chain, face) => { const end = chain.findIndex((polity, depth) => isProvince(polity) && isSmall.has(all[face][depth - 1] ?? "")); return end < 0 ? chain : chain.slice(0, end); });
  const key = face => face < 0 ? null : `${cells[D.faces[face].cell].key}/${shown[face].join()}`;
  const areas = piecesOf(D.faces.map((_, face) => key(face))), home = [];
  areas.forEach((area, number) => { for (const face of area) home[face.number] = number; });
  const beside = areas.map(() => new Set());
  for (const { left, right } of arcs) { const [a, b] = [left < 0 ? -1 : home[left], right < 0 ? -1 : home[right]];
    if (a !== b) { if (a >= 0) beside[a].add(b); if (b >= 0) beside[b].add(a); } }
  const whole = areas.map((area, number) => { const [sea] = beside[number]; if (beside[number].size !== 1 || sea < 0) return null;
    const of = it => shown[it[0].number], [own, other] = [of(area), of(areas[sea])], [short, long] = own.length < other.length ? [own, other] : [other, own];
    return short.length && cells[area[0].cell].key === cells[areas[sea][0].cell].key && short.every((it, i) => it === long[i]) && long.slice(short.length).every(isProvince) ? other : null; });
  for (const face of D.faces) { face.chain = whole[home[face.number]] || shown[face.number]; face.parts = face.chain.join(); }
}
/** Draws the lines, and returns which kinds there are. */
function drawLines() {
  chooseParts();
  const used = new Set();
  for (const arc of arcs) {
    const stroke = strokeOf(arc);
    if (stroke) used.add(stroke);
    if (arc.stroke !== stroke) { arc.stroke = stroke;
      if (stroke) { arc.path.setAttribute("class", stroke); arc.path.removeAttribute("display"); } else arc.path.setAttribute("display", "none"); }
  }
  for (const it of D.corridors) if (it.inForce) used.add("corridor");
  return used;
}

/** Draws the day: all of it, or in haste what a moving slider changes, and the rest when it rests. */
let resting = 0;
function draw(inHaste = false) {
  const { day, basis } = state;
  clearTimeout(resting);
  titles = D.cells.map((_, cell) => stateOf(cell, day, "de-jure"));
  cells = basis === "de-jure" ? titles : D.cells.map((_, cell) => stateOf(cell, day, "de-facto"));
  styles = cells.map((it, cell) => styleOf(it, titles[cell], basis));
  const fills = styles.map(fillOf);
  for (const face of D.faces) {
    const fill = fills[face.cell];
    if (face.fill !== fill) { face.fill = fill; face.path.setAttribute("fill", fill);
      face.path.setAttribute("stroke", fill.startsWith("url") ? "none" : fill); }
  }
  for (const it of D.corridors) { it.inForce = holds(it.period, day) && holds(D.coverage, day); it.path.setAttribute("display", it.inForce ? "inline" : "none"); }
  const used = drawLines();
  $("day").textContent = long(day);
  $("subtitle").textContent = basis === "de-facto" ? "De facto control" : "De jure sovereignty";
  $("date").value = iso(day);
  const stop = Math.max(0, days.findLastIndex(it => it <= day));
  $("slider").value = stop;
  $("slider").setAttribute("aria-valuetext", long(days[stop]));
  for (const radio of document.getElementsByName("basis")) radio.checked = radio.value === basis;
  const finish = () => { drawTextures(); legend(used, fills); announceHolders(fills); drawRings(fills); drawLabels(); drawPlace(); saveHash(); };
  if (inHaste) resting = setTimeout(finish, 60); else finish();
}

// Ground on which others hold parts that are not drawn, and all ground on days after the last check.
function drawTextures() {
  const { day, basis } = state, isUndrawn = D.cells.map((_, cell) => (step(cell, day, basis)[2] || []).some(it => D.doubts[it][0] === "undrawn"));
  const covered = D.faces.filter(face => styles[face.cell].kind !== "none"), found = { undrawn: covered.filter(face => isUndrawn[face.cell]), unchecked: day > D.checked ? covered : [] };
  state.textures = Object.keys(found).filter(kind => found[kind].length);
  $("textures").replaceChildren(...state.textures.map(kind => make("svg:path", { fill: texture(kind), d: found[kind].map(it => it.d).join("") })));
}

const km2 = value => `${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} km²`;
function shares(fills) {
  const rows = new Map();
  for (const face of D.faces) {
    const style = styles[face.cell]; if (style.kind === "none") continue;
    const text = styleText(style, state.day), row = rows.get(text) || { text, fill: fills[face.cell], km2: 0, plain: style.kind === "plain" };
    row.km2 += face.km2; rows.set(text, row);
  }
  return [...rows.values()].sort((a, b) => b.plain - a.plain || b.km2 - a.km2);
}
const announceHolders = fills => {
  if (playing) return;
  const holders = shares(fills).filter(row => row.plain).map(row => `${row.text} ${km2(row.km2)}`).join("; ");
  announce(`${long(state.day)}, ${state.basis.replace("-", " ")}. ${holders || "No holder."}`);
};
function legend(used, fills) {
  const swatch = fill => make("svg:svg", { viewBox: "0 0 24 13", preserveAspectRatio: "none", "aria-hidden": "true" }, make("svg:rect", { width: 24, height: 13, fill }));
  const items = shares(fills).map(row => make("li", {}, swatch(row.fill), make("span", {}, row.text), make("span", { class: "km" }, km2(row.km2))));
  const names = { ...STROKES, corridor: "corridor" };
  const lines = Object.keys(names).filter(it => used.has(it)).map(it => make("li", { class: "line" },
    make("svg:svg", { viewBox: "0 0 24 13", preserveAspectRatio: "none", "aria-hidden": "true" }, make("svg:path", { d: "M0 6.5H24", class: it, fill: "none" })), make("span", {}, names[it])));
  const words = { undrawn: "others hold parts that are not drawn", unchecked: `not checked: the atlas was checked up to ${long(D.checked)}` };
  const textures = state.textures.map(kind => make("li", {}, swatch(texture(kind)), make("span", {}, words[kind])));
  if (D.base) textures.push(make("li", {}, swatch("var(--land)"), make("span", {}, "land outside the atlas")));
  $("legend").replaceChildren(...items, ...textures, ...lines);
}
let said = 0;
const announce = text => { clearTimeout(said); said = setTimeout(() => { $("live").textContent = text; }, 350); };

// Connected pieces of one kind; those too small to see get a ring.
const piecesOf = keys => {
  const root = D.faces.map((_, i) => i), top = i => { while (root[i] !== i) i = root[i]; return i; };
  for (const { left, right } of arcs) if (left >= 0 && right >= 0 && keys[left] === keys[right]) {
    const [a, b] = [top(left), top(right)]; root[Math.max(a, b)] = Math.min(a, b); }
  const found = new Map();
  D.faces.forEach((face, i) => { const home = top(i); if (!found.has(home)) found.set(home, []); found.get(home).push(face); });
  return [...found.values()];
};
function drawRings(fills) {
  const u = unit(), rings = [];
  const peopled = D.faces.map(face => cells[face.cell].all.length > 0);
  for (const piece of piecesOf(D.faces.map(face => `${cells[face.cell].key}/${titles[face.cell].key}`))) {
    if (!peopled[piece[0].number]) continue;
    const box = piece.map(it => it.drawn).reduce((p, q) => [Math.min(p[0], q[0]), Math.min(p[1], q[1]), Math.max(p[2], q[2]), Math.max(p[3], q[3])]);
    const wide = Math.max(box[2] - box[0], box[3] - box[1]) / u;
    if (!(wide >= 0 && wide <= 9)) continue;
    const own = new Set(piece.map(it => it.number));
    const beside = arcs.some(arc => arc.left >= 0 && arc.right >= 0 && own.has(arc.left) !== own.has(arc.right));
    if (!beside) continue;
    rings.push(make("svg:circle", { cx: (box[0] + box[2]) / 2, cy: (box[1] + box[3]) / 2, r: (Math.max(wide / 2, 2.2) + 1.2) * u,
      fill: fills[piece[0].cell] }));
  }
  $("rings").replaceChildren(...rings);
}

// Labels stand where their area has space; squares of the view show which face lies there.
const COLUMNS = 230;
// With more holders than this, as on a map of the world, those without space are not named from far away.
const MANY = 40;
let squares = null;
function raster() {
  const step = view.w / COLUMNS, rows = Math.ceil(view.h / step), ids = new Int32Array(COLUMNS * rows).fill(-1);
  D.faces.forEach((face, id) => {
    const b = face.drawn; if (b[2] < view.x || b[0] > view.x + view.w || b[3] < view.y || b[1] > view.y + view.h) return;
    const crossed = Array.from({ length: rows }, () => []);
    for (const n of face.arcs) { const { points } = arcs[n];
      for (let i = 1; i < points.length; i++) {
        let [[ax, ay], [bx, by]] = [points[i - 1], points[i]]; if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay];
        for (let r = Math.max(0, Math.ceil((ay - view.y) / step - .5)); r < rows; r++) { const y = view.y + (r + .5) * step; if (y >= by) break;
          crossed[r].push((ax + (bx - ax) * (y - ay) / (by - ay) - view.x) / step - .5); } } }
    crossed.forEach((xs, r) => { xs.sort((p, q) => p - q);
      for (let i = 0; i + 1 < xs.length; i += 2)
        for (let c = Math.max(0, Math.ceil(xs[i])); c < Math.min(COLUMNS, xs[i + 1]); c++) ids[r * COLUMNS + c] = id; });
  });
  squares = { step, rows, ids };
}
const patch = inside => {
  const { ids, rows } = squares, open = new Uint8Array(ids.length); let best = [];
  for (let i = 0; i < ids.length; i++) open[i] = ids[i] >= 0 && inside[ids[i]] ? 1 : 0;
  return largest(open, rows);
};
const largest = (open, rows) => {
  let best = [];
  for (let start = 0; start < open.length; start++) {
    if (!open[start]) continue;
    const found = [], next = [start]; open[start] = 0;
    while (next.length) { const i = next.pop(); found.push(i); const c = i % COLUMNS;
      if (c && open[i - 1]) { open[i - 1] = 0; next.push(i - 1); }
      if (c + 1 < COLUMNS && open[i + 1]) { open[i + 1] = 0; next.push(i + 1); }
      if (i >= COLUMNS && open[i - COLUMNS]) { open[i - COLUMNS] = 0; next.push(i - COLUMNS); }
      if (i + COLUMNS < rows * COLUMNS && open[i + COLUMNS]) { open[i + COLUMNS] = 0; next.push(i + COLUMNS); } }
    if (found.length > best.length) best = found;
  }
  return best;
};
/** Where an area has free squares in a row: a summed-area table of the box around it. */
const spaceOf = (own, taken, lined) => {
  let west = Infinity, north = Infinity, east = 0, south = 0, cx = 0, cy = 0;
  for (const i of own) { const c = i % COLUMNS, r = (i - c) / COLUMNS; west = Math.min(west, c); east = Math.max(east, c); north = Math.min(north, r); south = Math.max(south, r); cx += c + .5; cy += r + .5; }
  const columns = east - west + 1, rows = south - north + 1, w1 = columns + 1, free = new Uint8Array(columns * rows), sums = new Int32Array(w1 * (rows + 1));
  for (const i of own) if (!taken[i] && !lined[i]) { const c = i % COLUMNS, r = (i - c) / COLUMNS; free[(r - north) * columns + c - west] = 1; }
  for (let r = 0; r < rows; r++) for (let c = 0, run = 0; c < columns; c++) { run += free[r * columns + c]; sums[(r + 1) * w1 + c + 1] = sums[r * w1 + c + 1] + run; }
  cx = cx / own.length - west; cy = cy / own.length - north;
  return (wide, high) => {
    for (const margin of [6, 3, 1, 0]) {
      const w = wide + 2 * margin, h = high + margin; let best = null, least = Infinity;
      for (let r = 0; r + h <= rows; r++) for (let c = 0; c + w <= columns; c++)
        if (sums[(r + h) * w1 + c + w] + sums[r * w1 + c] - sums[r * w1 + c + w] - sums[(r + h) * w1 + c] === w * h) {
          const away = (c + w / 2 - cx) ** 2 + (r + h / 2 - cy) ** 2; if (away < least) { least = away; best = [west + c + w / 2, north + r + h / 2]; } }
      if (best) return best;
    }
    return null;
  };
};
const pen = document.createElement("canvas").getContext("2d");
const broken = (text, count) => {
  const words = text.split(/\s+|(?<=-)/); if (words.length < count) return null;
  let best = null;
  const cut = (from, left, lines) => {
    if (left === 1) { const all = [...lines, words.slice(from)].map(line => line.reduce((a, b) => a.endsWith("-") || !a ? a + b : `${a} ${b}`, ""));
      const widest = Math.max(...all.map(it => it.length)); if (!best || widest < best.widest) best = { widest, all }; return; }
    for (let to = from + 1; to <= words.length - left + 1; to++) cut(to, left - 1, [...lines, words.slice(from, to)]);
  };
  cut(0, count, []);
  return best.all;
};
function drawLabels() {
  if (!squares) raster();
  const { day } = state, u = unit(), { step, rows, ids } = squares, taken = new Uint8Array(ids.length), lined = new Uint8Array(ids.length), nodes = [], dots = [];
  const column = x => Math.floor((x - view.x) / step), row = y => Math.floor((y - view.y) / step);
  const mark = (left, top, right, bottom) => { for (let r = Math.max(0, top); r <= Math.min(rows - 1, bottom); r++) for (let c = Math.max(0, left); c <= Math.min(COLUMNS - 1, right); c++) taken[r * COLUMNS + c] = 1; };
  const isFree = (left, top, right, bottom, mayCross = false) => { if (left < 1 || top < 1 || right > COLUMNS - 2 || bottom > rows - 2) return false;
    for (let r = top; r <= bottom; r++) for (let c = left; c <= right; c++) if (taken[r * COLUMNS + c] || (lined[r * COLUMNS + c] && !mayCross)) return false; return true; };
  // The buttons and the scale stand on the map.
  for (const it of [$("closer"), $("farther"), $("scale")]) { const box = it.getBoundingClientRect(), own = map.getBoundingClientRect(), at = (x, y) => [view.x + (x - own.left) * u, view.y + (y - own.top) * u];
    const [[a, b], [c, d]] = [at(box.left, box.top), at(box.right, box.bottom)]; mark(column(a), row(b), column(c), row(d)); }
  // Names cross no line.
  for (const arc of arcs) if (arc.stroke && arc.points.length && arc.drawn[2] > view.x && arc.drawn[0] < view.x + view.w && arc.drawn[3] > view.y && arc.drawn[1] < view.y + view.h)
    for (let i = 1; i < arc.points.length; i++) { const [[ax, ay], [bx, by]] = [arc.points[i - 1], arc.points[i]], n = Math.min(400, Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / step * 1.5)) || 1;
      for (let s = 0; s <= n; s++) { const c = column(ax + (bx - ax) * s / n), r = row(ay + (by - ay) * s / n); if (c >= 0 && r >= 0 && c < COLUMNS && r < rows) lined[r * COLUMNS + c] = 1; } }
  const font = (kind, size) => `${kind === "holder" ? "bold " : kind === "part" || kind === "water" ? "italic " : ""}${size}px Arial, Helvetica, sans-serif`;
  const measure = (lines, kind, size) => { pen.font = font(kind, size); return Math.max(...lines.map(it => pen.measureText(it).width + (kind === "holder" ? .12 * size * it.length : 0))); };
  const write = (lines, kind, size, x, y) => lines.forEach((line, i) => nodes.push(make("svg:text", { x: x.toFixed(1), y: (y + ((i - (lines.length - 1) / 2) * 1.12 + .35) * size * u).toFixed(1),
    "font-size": (size * u).toFixed(2), "stroke-width": (2.6 * u).toFixed(2), class: kind }, line)));
  const put = (own, text, kind, sizes) => {
    if (own.length < 12) return false;
    const space = spaceOf(own, taken, lined);
    for (const size of sizes) for (let count = 1; count <= 3; count++) {
      const lines = broken(kind === "holder" ? text.toUpperCase() : text, count); if (!lines) continue;
      const wide = measure(lines, kind, size), high = ((count - 1) * 1.12 + 1.25) * size;
      const at = space(Math.ceil((wide + .5 * size) * u / step), Math.ceil(high * u / step)); if (!at) continue;
      write(lines, kind, size, view.x + at[0] * step, view.y + at[1] * step);
      const [w, h] = [wide * u / step / 2 + 1, (count * .6 + .2) * size * u / step];
      mark(Math.floor(at[0] - w), Math.floor(at[1] - h), Math.floor(at[0] + w), Math.floor(at[1] + h));
      return true;
    }
    return false;
  };
  // A name beside its place, with a leader; of many holders on no ground but its own.
  const isOwn = (box, key) => { for (let r = box[1]; r <= box[3]; r++) for (let c = box[0]; c <= box[2]; c++) { const id = ids[r * COLUMNS + c]; if (id >= 0 && cells[D.faces[id].cell].key !== key) return false; } return true; };
  const isCrowded = new Set(cells.map(it => it.key)).size > MANY;
  const putBeside = (x, y, text, size, key) => {
    const lines = broken(text, text.length > 22 ? 2 : 1) || [text], wide = measure(lines, "place", size), high = lines.length * 1.12 * size;
    // If there is no space elsewhere, across a line.
    for (const mayCross of isCrowded ? [false] : [false, true]) for (const away of [14, 22, 32, 46, 64, 90, 120, 160, 210].slice(0, isCrowded ? 4 : 9)) for (let turn = 0; turn < 24; turn++) {
      const [cos, sin] = [Math.cos(turn * Math.PI / 12), Math.sin(turn * Math.PI / 12)], ex = x + cos * away * u, ey = y + sin * away * u;
      const mx = ex + cos * (wide / 2 + 3) * u, my = ey + sin * (high / 2 + 2) * u;
      const box = [column(mx - wide / 2 * u), row(my - high / 2 * u), column(mx + wide / 2 * u), row(my + high / 2 * u)];
      if (!isFree(...box, mayCross) || (isCrowded && !isOwn(box, key))) continue;
      write(lines, "place", size, mx, my);
      nodes.push(make("svg:path", { class: "leader", d: `M${x.toFixed(1)} ${y.toFixed(1)}L${ex.toFixed(1)} ${ey.toFixed(1)}` }));
      mark(...box);
      return;
    }
  };
  const pieces = piecesOf(D.faces.map(face => cells[face.cell].key)).filter(it => cells[it[0].cell].all.length);
  pieces.forEach(it => { it.km2 = it.reduce((sum, face) => sum + face.km2, 0); it.inside = new Uint8Array(D.faces.length); for (const face of it) it.inside[face.number] = 1; });
  pieces.sort((a, b) => b.km2 - a.km2);
  const middle = own => { const i = own[own.length >> 1]; return [view.x + (i % COLUMNS + .5) * step, view.y + (Math.floor(i / COLUMNS) + .5) * step]; };
  const km = 960 * u / K / 1e3;
  const putTowns = rank => { if (km > [2600, 1500, 900][rank - 1]) return;
    for (const town of D.towns) { if (town.rank !== rank) continue;
      const text = townName(town); if (!text) continue;
      const [x, y] = forward(...town.place), c = column(x), r = row(y); if (c < 1 || r < 1 || c > COLUMNS - 2 || r > rows - 2) continue;
      const size = rank === 1 ? 11 : rank === 2 ? 10.5 : 10, wide = measure([text], "town", size), radius = rank === 1 ? 3 : 2, gap = radius + 3, own = ids[r * COLUMNS + c] < 0 ? null : cells[D.faces[ids[r * COLUMNS + c]].cell].key;
      for (const [dx, dy] of [[gap + wide / 2, 0], [-gap - wide / 2, 0], [0, -gap - size * .45], [0, gap + size * .45], [gap + wide / 2, -gap], [gap + wide / 2, gap], [-gap - wide / 2, -gap], [-gap - wide / 2, gap]]) {
        const box = [column(x + (dx - wide / 2) * u), row(y + (dy - size * .45) * u), column(x + (dx + wide / 2) * u), row(y + (dy + size * .45) * u)];
        if (!isFree(...box)) continue;
        if (!isOwn(box, own)) continue;
        write([text], "town", size, x + dx * u, y + dy * u);
        dots.push(make("svg:circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: (radius * u).toFixed(2), class: rank === 1 ? "first" : null }));
        mark(...box); mark(column(x - radius * u), row(y - radius * u), column(x + radius * u), row(y + radius * u));
        break;
      } } };
  // Every holder before any other name, but for the first towns where there is space for both.
  const isWide = map.clientWidth >= 600;
  if (isWide) putTowns(1);
  const main = new Set();
  for (const piece of pieces) {
    const { key, sole, all, list } = cells[piece[0].cell];
    piece.main = !main.has(key); main.add(key);
    if (!piece.main) continue;
    const own = patch(piece.inside); if (!own.length) continue;
    const kind = styles[piece[0].cell].why, text = sole !== null ? name(sole, day) : all.map(it => name(it, day)).join(list.length > 1 || kind === "possible" ? " or " : " and ");
    const sizes = sole === null ? [11, 9.5] : own.length < 250 ? [11, 9.5] : [17, 15, 13, 11, 9.5];
    if (put(own, text, "holder", sizes) || put(own, text, "place", [11, 9.5])) continue;
    if (sole === null && own.length < 40) continue;
    const at = spaceOf(own, taken, lined)(1, 1);
    putBeside(...(at ? [view.x + at[0] * step, view.y + at[1] * step] : middle(own)), text, 10.5, key);
  }
  if (!isWide) putTowns(1);
  // Pieces apart are named as territories, and not as parts again.
  const apart = new Uint8Array(D.faces.length);
  for (const piece of pieces) if (!piece.main && cells[piece[0].cell].sole !== null) { for (const face of piece) apart[face.number] = 1; put(patch(piece.inside), placeName(piece), "place", [12, 10.5]); }
  const parts = new Map();
  D.faces.forEach(face => face.chain.forEach((polity, depth) => { if (depth && !apart[face.number]) {
    const key = `${depth}:${polity}`; if (!parts.has(key)) parts.set(key, { depth, polity, inside: new Uint8Array(D.faces.length) });
    parts.get(key).inside[face.number] = 1; } }));
  for (const it of [...parts.values()].sort((a, b) => a.depth - b.depth)) put(patch(it.inside), name(it.polity, day), it.depth > 1 ? "part" : "place", [12, 10.5]);
  putTowns(2);
  const land = $("land").firstChild, isLand = (x, y) => land && land.isPointInFill(new DOMPoint(x, y));
  const putSea = (called, west, south, east, north) => {
    for (const size of [15, 12, 10]) { const wide = measure([called], "water", size);
      for (let i = 1; i < 8; i++) for (let j = 1; j < 8; j++) {
        const [x, y] = forward(west + (east - west) * j / 8, south + (north - south) * i / 8), box = [column(x - wide / 2 * u), row(y - size * .6 * u), column(x + wide / 2 * u), row(y + size * .6 * u)];
        if (!isFree(...box) || [-.5, -.25, 0, .25, .5].some(share => isLand(x + share * wide * u, y))) continue;
        let isSea = true; for (let r = box[1]; r <= box[3]; r++) for (let c = box[0]; c <= box[2]; c++) if (ids[r * COLUMNS + c] >= 0) isSea = false;
        if (!isSea) continue;
        write([called], "water", size, x, y); mark(...box); return; } }
  };
  if (u < 2) for (const { called, points } of base.lake) { const b = boxOf(points), wide = measure([called], "water", 10), [x, y] = [(b[0] + b[2]) / 2, (b[1] + b[3]) / 2];
    if ((b[2] - b[0]) / u < 12) continue;
    for (const [mx, my] of [[x, y], [b[2] + (wide / 2 + 4) * u, y], [b[0] - (wide / 2 + 4) * u, y], [x, b[3] + 9 * u]]) {
      const box = [column(mx - wide / 2 * u), row(my - 5 * u), column(mx + wide / 2 * u), row(my + 5 * u)];
      if (!isFree(...box)) continue; write([called], "water", 10, mx, my); mark(...box); break; } }
  for (const [called, [west, south, east, north]] of D.seas) putSea(called, west, south, east, north);
  putTowns(3);
  $("towns").replaceChildren(...dots);
  $("labels").replaceChildren(...nodes);
}
const townName = town => { let text = null; for (const [language, from, called] of town.names) if (language === "en" && (from === null || from <= state.day)) text = called; return text; };
const placeName = piece => {
  const lineages = piece.map(face => D.cells[face.cell].territories), day = state.day;
  const found = lineages[0].find(it => lineages.every(list => list.includes(it)) && holds(D.territories[it].period, day));
  return found === undefined ? name(cells[piece[0].cell].sole, day) : shown(D.territories[found].names, day);
};
