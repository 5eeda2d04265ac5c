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
const view = { x: 0, y: 0, w: 1000, h: HEIGHT };
const unit = () => view.w / Math.max(map.clientWidth || 1000, 1);
D.faces.forEach(face => {
  face.path = make("svg:path", { d: face.torn ? "" : outline(face.rings) });
  face.drawn = boxOf(face.torn ? [] : face.rings.flatMap(ringPoints));
  $("areas").append(face.path);
});
arcs.forEach(arc => { arc.path = make("svg:path", { d: data(arc.points), display: "none" }); $("lines").append(arc.path); });
D.corridors.forEach(it => { it.path = make("svg:path", { d: outline(it.rings), class: "corridor" }); $("corridors").append(it.path); });
(() => {
  const [west, south, east, north] = D.bounds, HALF = 179.999;
  const step = [.5, 1, 2, 5, 10, 20].find(it => Math.max(east - west, north - south) / it <= 8) || 30;
  const [left, right, low, high] = [Math.max(-HALF, west - step), Math.min(HALF, east + step), Math.max(-90, south - step), Math.min(90, north + step)];
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
const state = { day: days.at(-1), basis: "de-facto", place: null };
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
    return p.chain.join() !== q.chain.join() ? "part" : null;
  }
  if (!p.all.length || !q.all.length) return "rim";
  if (![p, q, t, u].every(it => it.settled)) return "undetermined";
  return p.key === t.key && q.key === u.key ? "international" : "ceasefire";
};

function draw() {
  const { day, basis } = state;
  titles = D.cells.map((_, cell) => stateOf(cell, day, "de-jure"));
  cells = basis === "de-jure" ? titles : D.cells.map((_, cell) => stateOf(cell, day, "de-facto"));
  styles = cells.map((it, cell) => styleOf(it, titles[cell], basis));
  const fills = styles.map(fillOf);
  for (const face of D.faces) {
    const fill = fills[face.cell];
    if (face.fill !== fill) { face.fill = fill; face.path.setAttribute("fill", fill);
      face.path.setAttribute("stroke", fill.startsWith("url") ? "none" : fill); }
  }
  const used = new Set();
  for (const arc of arcs) {
    const stroke = strokeOf(arc);
    if (stroke) used.add(stroke);
    if (arc.stroke !== stroke) { arc.stroke = stroke;
      if (stroke) { arc.path.setAttribute("class", stroke); arc.path.removeAttribute("display"); } else arc.path.setAttribute("display", "none"); }
  }
  for (const it of D.corridors) { const inForce = holds(it.period, day) && holds(D.coverage, day);
    it.path.setAttribute("display", inForce ? "inline" : "none"); if (inForce) used.add("corridor"); }
  $("day").textContent = long(day);
  $("subtitle").textContent = basis === "de-facto" ? "De facto control" : "De jure sovereignty";
  $("date").value = iso(day);
  const stop = Math.max(0, days.findLastIndex(it => it <= day));
  $("slider").value = stop;
  $("slider").setAttribute("aria-valuetext", long(days[stop]));
  for (const radio of document.getElementsByName("basis")) radio.checked = radio.value === basis;
  legend(used, fills);
  drawRings(fills);
  drawLabels();
  drawPlace();
  saveHash();
}

function legend(used, fills) {
  const rows = new Map();
  for (const face of D.faces) {
    const style = styles[face.cell]; if (style.kind === "none") continue;
    const text = styleText(style, state.day), row = rows.get(text) || { text, fill: fills[face.cell], km2: 0, plain: style.kind === "plain" };
    row.km2 += face.km2; rows.set(text, row);
  }
  const list = [...rows.values()].sort((a, b) => b.plain - a.plain || b.km2 - a.km2);
  const swatch = fill => make("svg:svg", { viewBox: "0 0 24 13", preserveAspectRatio: "none", "aria-hidden": "true" }, make("svg:rect", { width: 24, height: 13, fill }));
  const km = value => `${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} km²`;
  const items = list.map(row => make("li", {}, swatch(row.fill), make("span", {}, row.text), make("span", { class: "km" }, km(row.km2))));
  const names = { ...STROKES, corridor: "corridor" };
  const lines = Object.keys(names).filter(it => used.has(it)).map(it => make("li", { class: "line" },
    make("svg:svg", { viewBox: "0 0 24 13", preserveAspectRatio: "none", "aria-hidden": "true" }, make("svg:path", { d: "M0 6.5H24", class: it, fill: "none" })), make("span", {}, names[it])));
  $("legend").replaceChildren(...items, ...lines);
  const holders = list.filter(row => row.plain).map(row => `${row.text} ${km(row.km2)}`).join("; ");
  if (!playing) announce(`${long(state.day)}, ${state.basis.replace("-", " ")}. ${holders || "No holder."}`);
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
  ids.forEach((id, i) => { open[i] = id >= 0 && inside[id] ? 1 : 0; });
  for (let start = 0; start < open.length; start++) {
    if (!open[start]) continue;
    const found = [], next = [start]; open[start] = 0;
    while (next.length) { const i = next.pop(); found.push(i); const c = i % COLUMNS;
      for (const j of [c ? i - 1 : -1, c + 1 < COLUMNS ? i + 1 : -1, i - COLUMNS, i + COLUMNS])
        if (j >= 0 && j < rows * COLUMNS && open[j]) { open[j] = 0; next.push(j); } }
    if (found.length > best.length) best = found;
  }
  return best;
};
const labelSpace = (own, taken, wide, high) => {
  const { rows } = squares, w1 = COLUMNS + 1, sums = new Int32Array(w1 * (rows + 1)), free = new Uint8Array(COLUMNS * rows);
  let cx = 0, cy = 0;
  for (const i of own) { free[i] = taken[i] ? 0 : 1; cx += i % COLUMNS + .5; cy += Math.floor(i / COLUMNS) + .5; }
  cx /= own.length; cy /= own.length;
  for (let r = 0; r < rows; r++) for (let c = 0, run = 0; c < COLUMNS; c++) { run += free[r * COLUMNS + c]; sums[(r + 1) * w1 + c + 1] = sums[r * w1 + c + 1] + run; }
  for (const margin of [6, 3, 1, 0]) {
    const w = wide + 2 * margin, h = high + margin; let best = null, least = Infinity;
    for (let r = 0; r + h <= rows; r++) for (let c = 0; c + w <= COLUMNS; c++)
      if (sums[(r + h) * w1 + c + w] + sums[r * w1 + c] - sums[r * w1 + c + w] - sums[(r + h) * w1 + c] === w * h) {
        const away = (c + w / 2 - cx) ** 2 + (r + h / 2 - cy) ** 2; if (away < least) { least = away; best = [c + w / 2, r + h / 2]; } }
    if (best) return best;
  }
  return null;
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
  const u = unit(), { step } = squares, taken = new Uint8Array(squares.ids.length), texts = [];
  const put = (own, text, kind, sizes) => {
    if (own.length < 12) return;
    for (const size of sizes) for (let count = 1; count <= 3; count++) {
      const lines = broken(kind === "holder" ? text.toUpperCase() : text, count); if (!lines) continue;
      pen.font = `${kind === "holder" ? "bold " : kind === "part" ? "italic " : ""}${size}px Arial, Helvetica, sans-serif`;
      const wide = Math.max(...lines.map(it => pen.measureText(it).width + (kind === "holder" ? .12 * size * it.length : 0)));
      const at = labelSpace(own, taken, Math.ceil((wide + .5 * size) * u / step), Math.ceil(((count - 1) * 1.12 + 1.25) * size * u / step));
      if (!at) continue;
      const [x, y] = [view.x + at[0] * step, view.y + at[1] * step];
      lines.forEach((line, i) => texts.push(make("svg:text", { x: x.toFixed(1), y: (y + ((i - (count - 1) / 2) * 1.12 + .35) * size * u).toFixed(1),
        "font-size": (size * u).toFixed(2), "stroke-width": (2.6 * u).toFixed(2), class: kind }, line)));
      const [w, h] = [wide * u / step / 2 + 1, (count * .6 + .2) * size * u / step];
      for (let r = Math.floor(at[1] - h); r <= at[1] + h; r++) for (let c = Math.floor(at[0] - w); c <= at[0] + w; c++)
        if (r >= 0 && c >= 0 && c < COLUMNS && r < squares.rows) taken[r * COLUMNS + c] = 1;
      return;
    }
  };
  const pieces = piecesOf(D.faces.map(face => cells[face.cell].key)).filter(it => cells[it[0].cell].sole !== null);
  pieces.forEach(it => { it.km2 = it.reduce((sum, face) => sum + face.km2, 0); });
  pieces.sort((a, b) => b.km2 - a.km2);
  const main = new Set();
  for (const piece of pieces) {
    const polity = cells[piece[0].cell].sole, isMain = !main.has(polity); main.add(polity);
    const inside = new Uint8Array(D.faces.length); for (const face of piece) inside[face.number] = 1;
    const own = patch(inside);
    if (isMain) put(own, name(polity, state.day), "holder", own.length < 250 ? [11, 9.5] : [17, 15, 13, 11, 9.5]);
    else put(own, placeName(piece), "place", [12, 10.5]);
  }
  const parts = new Map();
  D.faces.forEach(face => cells[face.cell].chain.forEach((polity, depth) => { if (depth) {
    const key = `${depth}:${polity}`; if (!parts.has(key)) parts.set(key, { depth, polity, inside: new Uint8Array(D.faces.length) });
    parts.get(key).inside[face.number] = 1; } }));
  for (const it of [...parts.values()].sort((a, b) => a.depth - b.depth)) put(patch(it.inside), name(it.polity, state.day), it.depth > 1 ? "part" : "place", [12, 10.5]);
  $("labels").replaceChildren(...texts);
}
const placeName = piece => {
  const lineages = piece.map(face => D.cells[face.cell].territories), day = state.day;
  const found = lineages[0].find(it => lineages.every(list => list.includes(it)) && holds(D.territories[it].period, day));
  return found === undefined ? name(cells[piece[0].cell].sole, day) : shown(D.territories[found].names, day);
};
