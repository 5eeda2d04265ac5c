"use strict";
(() => {
// The atlas, and small helpers.
const D = JSON.parse(document.getElementById("data").textContent);
const $ = id => document.getElementById(id);
const NS = "http://www.w3.org/2000/svg";
const make = (name, attributes = {}, ...inside) => {
  const node = name.startsWith("svg:") ? document.createElementNS(NS, name.slice(4)) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
  node.append(...inside.filter(it => it !== null));
  return node;
};
const unique = list => [...new Set(list)];
const both = names => names.join(" and ");

// Days are Julian day numbers of the proleptic Gregorian calendar.
const EPOCH = 2440588, MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December"];
const civil = day => { const d = new Date((day - EPOCH) * 864e5); return [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()]; };
const julian = (y, m, d) => { const date = new Date(0); date.setUTCFullYear(y, m, d); return Math.round(date / 864e5) + EPOCH; };
const iso = day => { const [y, m, d] = civil(day); const p = (n, w) => String(n).padStart(w, "0");
  return `${y < 0 ? "-" : ""}${p(Math.abs(y), 4)}-${p(m + 1, 2)}-${p(d, 2)}`; };
const fromIso = text => { const it = /^(-?\d{4,6})-(\d\d)-(\d\d)$/.exec(text); if (!it) return null;
  const day = julian(+it[1], it[2] - 1, +it[3]); return iso(day) === text ? day : null; };
const year = y => y > 0 ? String(y) : `${1 - y} BC`;
const long = day => { const [y, m, d] = civil(day); return `${d} ${MONTHS[m]} ${year(y)}`; };
const span = (first, last) => {
  if (first === null) return null;
  if (first === last) return long(first);
  const [y, m, d] = civil(first), [z, n] = civil(last);
  if (d === 1 && y === z && m === n && civil(last + 1)[2] === 1) return `${MONTHS[m]} ${year(y)}`;
  if (d === 1 && m === 0 && y === z && civil(last + 1)[0] === y + 1) return year(y);
  return `between ${long(first)} and ${long(last)}`;
};
// Whether a period holds on a day: 0 not, 1 possibly, 2 surely.
const changed = (first, last, day) => day < first ? 0 : day < last ? 1 : 2;
const holds = ([a, b, c, d], day) => {
  const begun = a === null ? 2 : changed(a, b, day), ended = c === null ? 0 : changed(c, d, day);
  return begun === 0 || ended === 2 ? 0 : ended === 1 ? 1 : begun;
};

// Courses of arcs, in units of 1e-7 degree.
const arcs = D.courses.split("\n").slice(0, D.arcs.length).map((text, number) => {
  const xs = [], ys = []; let at = 0, x = 0, y = 0;
  const next = () => { let value = 0, weight = 1, five;
    do { five = text.charCodeAt(at++) - 63; value += (five & 31) * weight; weight *= 32; } while (five & 32);
    return value % 2 ? -(value + 1) / 2 : value / 2; };
  while (at < text.length) { x += next() * D.unit; y += next() * D.unit; xs.push(x); ys.push(y); }
  const [left, right, isLine] = D.arcs[number];
  return { xs, ys, left, right, isLine };
});
D.faces.forEach((face, number) => {
  face.number = number;
  face.arcs = unique(face.rings.flat().map(it => Math.abs(it) - 1));
  face.box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const n of face.arcs) arcs[n].xs.forEach((x, i) => { const y = arcs[n].ys[i], b = face.box;
    face.box = [Math.min(b[0], x), Math.min(b[1], y), Math.max(b[2], x), Math.max(b[3], y)]; });
});

// The semi-open rule, exactly: an edge counts where it passes strictly east of the place.
const EXACT = Number.MAX_SAFE_INTEGER;
const passesEast = (ax, ay, bx, by, x, y) => {
  if ((ay > y) === (by > y)) return false;
  if (ay > by) [ax, ay, bx, by] = [bx, by, ax, ay];
  const one = (bx - ax) * (y - ay), other = (by - ay) * (x - ax);
  if (Math.abs(one) < EXACT && Math.abs(other) < EXACT) return one > other;
  return BigInt(bx - ax) * BigInt(y - ay) > BigInt(by - ay) * BigInt(x - ax);
};
const faceAt = (x, y) => {
  if (x === 1800000000) x = -x;
  if (Math.abs(y) === 900000000) [x, y] = [0, Math.min(y, 899999999)];
  return D.faces.find(face => {
    const b = face.box;
    if (x < b[0] || x > b[2] || y < b[1] || y > b[3]) return false;
    let count = 0;
    for (const n of face.arcs) { const { xs, ys } = arcs[n];
      for (let i = 1; i < xs.length; i++) if (passesEast(xs[i - 1], ys[i - 1], xs[i], ys[i], x, y)) count++; }
    return count % 2 === 1;
  });
};

// Answers: the spells that hold or may hold, in the library's order.
const lookup = (steps, day) => {
  let low = 0, high = steps.length;
  while (low < high) { const middle = (low + high) >> 1; if (steps[middle][0] <= day) low = middle + 1; else high = middle; }
  return low ? steps[low - 1][1] : [];
};
const OUTSIDE = { space: { kind: "outside", chains: [], mode: null, records: [], text: "outside the atlas's ground" },
  time: { kind: "outside", chains: [], mode: null, records: [], text: "outside the atlas's time" } };
const NEVER = [null, null, null, null];
const answer = (cell, day, basis) => {
  const outside = !holds(D.coverage, day) ? OUTSIDE.time : cell === null ? OUTSIDE.space : null;
  if (outside) return [{ period: NEVER, choice: outside }];
  const row = D.cells[cell];
  return lookup(basis === "de-facto" ? row.fact : row.right, day)
    .map(it => ({ period: D.spells[it][0], choice: D.choices[D.spells[it][1]] }));
};
const shown = (names, day) => { let text = names[0][1]; for (const [from, name] of names) if (from !== null && from <= day) text = name; return text; };
const name = (polity, day) => shown(D.polities[polity].names, day);
const chainText = (chain, day) => chain.map(it => name(it, day)).join(" > ");
const outcome = (choice, day) => {
  const tops = choice.chains.map(chain => name(chain[0], day));
  switch (choice.kind) {
    case "sole": return tops[0];
    case "condominium": return `${both(tops)} jointly`;
    case "contested": return `contested by ${both(tops)}`;
    case "vacant": return "nobody";
    case "outside": return choice.text;
    default: return "unrecorded";
  }
};
const answerText = (list, day) => {
  const names = list.map(it => outcome(it.choice, day));
  if (names.length === 1) return names[0];
  const full = names.map((text, i) => list[i].choice.kind === "sole" && names.filter(it => it === text).length > 1
    ? `${text} (${chainText(list[i].choice.chains[0], day)})` : text);
  return `possibly ${full.join(" or ")}`;
};

// How the ground of a cell is grouped and painted on a day.
const tops = list => unique(list.flatMap(it => it.choice.chains.map(chain => chain[0])));
const stateOf = (cell, day, basis) => {
  const list = answer(cell, day, basis), all = tops(list);
  const kinds = unique(list.map(({ choice }) => {
    const own = unique(choice.chains.map(chain => chain[0])).sort((a, b) => a - b);
    const kind = own.length === 1 && choice.kind !== "sole" ? "sole" : choice.kind;
    return `${kind}:${own}`;
  })).sort();
  const settled = kinds.length === 1 && /^(sole|condominium):/.test(kinds[0]);
  const chain = list.length === 1 && list[0].choice.kind === "sole" ? list[0].choice.chains[0] : [];
  return { list, all, key: kinds.join("|"), settled, chain, sole: kinds.length === 1 && kinds[0].startsWith("sole") ? all[0] : null };
};
const coatOf = (state, title, basis) => {
  const { list, all } = state;
  if (state.sole !== null) {
    const mode = list[0].choice.mode;
    const own = title.all.length === 0 || (title.all.length === 1 && title.all[0] === state.sole);
    if (basis === "de-facto" && mode && mode !== "administration" && !own) return { kind: "hatched", mode, over: state.sole, under: title.all };
    return { kind: "plain", over: state.sole };
  }
  if (all.length === 1 && list.every(it => it.choice.chains.length)) return { kind: "plain", over: all[0] };
  if (list.length > 1) return all.length ? { kind: "striped", why: "possible", all } : { kind: "unrecorded" };
  const kind = list[0].choice.kind;
  if (kind === "condominium" || kind === "contested") return { kind: "striped", why: kind, all };
  return { kind: kind === "vacant" ? "vacant" : kind === "outside" ? "none" : "unrecorded" };
};
const coatText = (coat, day) => {
  const names = (list, word) => list.map(it => name(it, day)).join(word);
  if (coat.kind === "plain") return name(coat.over, day);
  if (coat.kind === "hatched") return `${name(coat.over, day)}: ${coat.mode}; in right ${names(coat.under, " or ")}`;
  if (coat.kind !== "striped") return coat.kind === "vacant" ? "nobody's" : "unrecorded";
  if (coat.why === "condominium") return `${names(coat.all, " and ")} jointly`;
  return coat.why === "contested" ? `contested by ${names(coat.all, " and ")}` : `possibly ${names(coat.all, " or ")}`;
};
const TURN = { occupation: 45, peacekeeping: -45, lease: 0, trusteeship: 90, contested: 45, condominium: 90, possible: 135 };
const patterns = new Map();
const colour = polity => D.polities[polity].colour;
const fillOf = coat => {
  if (coat.kind === "plain") return colour(coat.over);
  if (coat.kind === "vacant") return "#fff";
  if (coat.kind === "none") return "none";
  if (coat.kind === "unrecorded") return "#dfe1e2";
  const crossed = coat.mode === "peacekeeping";
  const stripes = coat.kind === "hatched"
    ? [...coat.under.map(it => [colour(it), crossed ? 4.3 : 3.4]), [colour(coat.over), crossed ? 1.7 : 2.6]]
    : coat.all.flatMap(it => [[colour(it), 4.5], ...(coat.why === "possible" ? [["#fff", 1.4]] : [])]);
  const turn = TURN[coat.mode || coat.why], key = JSON.stringify([turn, crossed, stripes]);
  if (!patterns.has(key)) {
    const id = `p${patterns.size}`, all = stripes.reduce((sum, it) => sum + it[1], 0);
    const pattern = make("svg:pattern", { id, width: all, height: all, patternUnits: "userSpaceOnUse" });
    let at = 0;
    for (const [fill, wide] of stripes) { pattern.append(make("svg:rect", { x: at, width: wide + .15, height: all, fill })); at += wide; }
    if (crossed) pattern.append(make("svg:rect", { width: all, height: 1.7, fill: stripes.at(-1)[0] }));
    $("defs").append(pattern);
    patterns.set(key, { id, pattern, turn });
    scalePatterns();
  }
  return `url(#${patterns.get(key).id})`;
};
const scalePatterns = () => { for (const { pattern, turn } of patterns.values()) pattern.setAttribute("patternTransform", `rotate(${turn}) scale(${unit()})`); };

// Albers' projection, there and back (Snyder 1987, section 14), into a picture 1000 units wide.
const AXIS = 6378137, E2 = 0.006694379990141317, ECC = Math.sqrt(E2), RAD = Math.PI / 180, MARGIN = 14;
const [LON0, N, C, RHO0] = D.albers, [WEST, SOUTH, EAST, NORTH] = D.frame;
const K = (1000 - 2 * MARGIN) / (EAST - WEST), HEIGHT = (NORTH - SOUTH) * K + 2 * MARGIN;
const authalic = sin => (1 - E2) * (sin / (1 - E2 * sin * sin) - Math.log((1 - ECC * sin) / (1 + ECC * sin)) / (2 * ECC));
const forward = (lon, lat) => {
  let east = lon - LON0; if (east > 180) east -= 360; else if (east < -180) east += 360;
  const q = authalic(Math.sin(lat * RAD)); let x, y;
  if (N === 0) { x = AXIS * C * east * RAD; y = AXIS * q / (2 * C); }
  else { const rho = AXIS * Math.sqrt(Math.max(C - N * q, 0)) / N; x = rho * Math.sin(N * east * RAD); y = RHO0 - rho * Math.cos(N * east * RAD); }
  return [MARGIN + (x - WEST) * K, MARGIN + (NORTH - y) * K];
};
const inverse = (px, py) => {
  const x = (px - MARGIN) / K + WEST, y = NORTH - (py - MARGIN) / K; let lon, q;
  if (N === 0) { lon = LON0 + x / (AXIS * C) / RAD; q = 2 * C * y / AXIS; }
  else { const sign = Math.sign(N), down = RHO0 - y, rho = Math.hypot(x, down);
    lon = LON0 + Math.atan2(sign * x, sign * down) / N / RAD; q = (C - (rho * N / AXIS) ** 2) / N; }
  let phi = Math.asin(Math.max(-1, Math.min(1, q / 2)));
  for (let i = 0; i < 12; i++) { const s = Math.sin(phi), w = 1 - E2 * s * s, c = Math.cos(phi); if (c < 1e-9) break;
    phi += w * w / (2 * c) * (q / (1 - E2) - s / w + Math.log((1 - ECC * s) / (1 + ECC * s)) / (2 * ECC)); }
  if (lon >= 180) lon -= 360; else if (lon < -180) lon += 360;
  return [lon, phi / RAD];
};
for (const arc of arcs) {
  arc.points = [];
  arc.xs.forEach((x, i) => {
    const steps = i ? Math.max(1, Math.ceil(Math.max(Math.abs(x - arc.xs[i - 1]), Math.abs(arc.ys[i] - arc.ys[i - 1])) / 5e6)) : 1;
    for (let s = i ? 1 : steps; s <= steps; s++) { const t = s / steps;
      const [a, b] = i ? [arc.xs[i - 1], arc.ys[i - 1]] : [x, arc.ys[0]];
      arc.points.push(forward((a + (x - a) * t) / 1e7, (b + (arc.ys[i] - b) * t) / 1e7)); }
  });
}
const data = points => "M" + points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
const ringPoints = ring => ring.flatMap(it => { const { points } = arcs[Math.abs(it) - 1]; return it > 0 ? points : [...points].reverse(); });
const outline = rings => rings.map(ring => data(ringPoints(ring)) + "z").join("");
const boxOf = list => list.reduce(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)],
  [Infinity, Infinity, -Infinity, -Infinity]);

// The picture.
const map = $("map");
const view = { x: 0, y: 0, w: 1000, h: HEIGHT };
const unit = () => view.w / Math.max(map.clientWidth || 1000, 1);
D.faces.forEach(face => {
  face.path = make("svg:path", { d: outline(face.rings) });
  face.drawn = boxOf(face.rings.flatMap(ringPoints));
  $("grounds").append(face.path);
});
arcs.forEach(arc => { arc.path = make("svg:path", { d: data(arc.points), display: "none" }); $("lines").append(arc.path); });
D.corridors.forEach(it => { it.path = make("svg:path", { d: outline(it.rings), class: "corridor" }); $("corridors").append(it.path); });
(() => {
  const [, south] = inverse(500, HEIGHT), [, north] = inverse(500, 0), [west] = inverse(0, HEIGHT), [east] = inverse(1000, HEIGHT);
  const step = [.5, 1, 2, 5, 10, 20].find(it => Math.max(north - south, east - west) / it <= 8) || 30;
  let text = "";
  const line = at => { text += data(Array.from({ length: 49 }, (_, i) => at(i / 48))); };
  for (let lon = Math.ceil((LON0 - 180) / step) * step; lon < LON0 + 180; lon += step)
    if (Math.abs(lon - LON0) < (east - west)) line(t => forward(lon, Math.max(-89.9, south - step) + (Math.min(89.9, north + step) - Math.max(-89.9, south - step)) * t));
  for (let lat = Math.floor(south / step) * step; lat <= Math.min(90, north + step); lat += step)
    line(t => forward(west - step + (east - west + 2 * step) * t, lat));
  $("graticule").append(make("svg:path", { d: text }));
})();

// What is shown.
const coverage = [D.coverage[0] ?? D.days[0] ?? 0, D.coverage[3] === null ? Infinity : D.coverage[3] - 1];
const days = D.days.length ? D.days : [coverage[0]];
const state = { day: days.at(-1), basis: "de-facto", place: null };
let cells = [], titles = [], coats = [];
const STROKES = { international: "international border", ceasefire: "ceasefire line, line of control", undetermined: "undetermined border",
  right: "border in right, not in fact", part: "border within a polity", rim: "end of the atlas, or of its records" };
const strokeOf = arc => {
  if (!arc.isLine) return null;
  if (arc.left < 0 || arc.right < 0) return "rim";
  const of = face => D.faces[face].cell, [a, b] = [of(arc.left), of(arc.right)];
  const [p, q, t, u] = [cells[a], cells[b], titles[a], titles[b]];
  if (p.key === q.key) {
    if (p.all.length && t.key !== u.key && t.settled && u.settled) return "right";
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
  coats = cells.map((it, cell) => coatOf(it, titles[cell], basis));
  const fills = coats.map(fillOf);
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
  $("subtitle").textContent = basis === "de-facto" ? "Who held the ground in fact (de facto)" : "In whose right the ground was held (de jure)";
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
    const coat = coats[face.cell]; if (coat.kind === "none") continue;
    const text = coatText(coat, state.day), row = rows.get(text) || { text, fill: fills[face.cell], km2: 0, plain: coat.kind === "plain" };
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
  const told = list.filter(row => row.plain).map(row => `${row.text} ${km(row.km2)}`).join("; ");
  if (!playing) announce(`${long(state.day)}, ${state.basis.replace("-", " ")}. ${told || "No holder."}`);
}
let said = 0;
const announce = text => { clearTimeout(said); said = setTimeout(() => { $("live").textContent = text; }, 350); };

// Connected ground of one kind; what is too small to see gets a ring.
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
    if (wide > 9) continue;
    const own = new Set(piece.map(it => it.number));
    const beside = arcs.some(arc => arc.left >= 0 && arc.right >= 0 && own.has(arc.left) !== own.has(arc.right));
    if (!beside) continue;
    rings.push(make("svg:circle", { cx: (box[0] + box[2]) / 2, cy: (box[1] + box[3]) / 2, r: (Math.max(wide / 2, 2.2) + 1.2) * u,
      fill: fills[piece[0].cell] }));
  }
  $("rings").replaceChildren(...rings);
}

// Labels stand where their ground has room; squares of the view show which face lies there.
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
const room = (own, taken, wide, high) => {
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
      const at = room(own, taken, Math.ceil((wide + .5 * size) * u / step), Math.ceil(((count - 1) * 1.12 + 1.25) * size * u / step));
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

// One place: its answer, evidence and history.
const round7 = degrees => Math.round(degrees * 1e7);
const at = (lon, lat) => { const face = faceAt(round7(lon), round7(lat)); return face ? face.cell : null; };
// What a place is called: strips and zones of a time aside.
const calledAt = (cell, day) => { const all = cell === null ? [] : D.cells[cell].territories.map(it => D.territories[it]).filter(it => holds(it.period, day));
  const it = all.find(it => !["corridor", "military-zone", "tract"].includes(it.kind)) || all[0]; return it ? shown(it.names, day) : null; };
const territoriesAt = (cell, day) => cell === null ? [] : D.cells[cell].territories.filter(it => holds(D.territories[it].period, day)).map(it => shown(D.territories[it].names, day));
const facts = (spell, day) => {
  const { choice, period } = spell, records = choice.records.map(it => D.records[it]);
  const cites = unique(records.flatMap(it => it.cites.map(([source]) => source)));
  return { choice, since: span(period[0], period[1]) || "always", until: span(period[2], period[3]) || "still so",
    chain: choice.chains.filter(it => it.length > 1).map(it => chainText(it, day)).join(" and "),
    grounds: unique(records.map(it => shown(D.territories[it.territory].names, day))),
    began: unique(records.map(it => it.began).filter(it => it !== null)).map(it => D.events[it]),
    ended: unique(records.map(it => it.ended).filter(it => it !== null)).map(it => D.events[it]),
    doubts: unique(records.map(it => it.confidence).filter(it => it !== "high")), sources: cites.map(it => D.sources[it]) };
};
const coordinates = ([x, y]) => `${Math.abs(y / 1e7)}° ${y < 0 ? "S" : "N"}, ${Math.abs(x / 1e7)}° ${x < 0 ? "W" : "E"}`;
function drawPlace() {
  $("pin").replaceChildren();
  $("place").hidden = !state.place;
  if (!state.place) return;
  const { day, basis, place } = state, [px, py] = forward(place[0] / 1e7, place[1] / 1e7);
  for (const halo of ["halo", ""]) $("pin").append(make("svg:circle", { cx: px, cy: py, r: 6 * unit(), class: halo }));
  const face = faceAt(...place), cell = face ? face.cell : null, list = answer(cell, day, basis);
  const names = territoriesAt(cell, day), heading = calledAt(cell, day) || "Beyond the atlas", other = basis === "de-facto" ? "de-jure" : "de-facto";
  const rows = [];
  const row = (title, value, role = null) => { if (value && value.length) rows.push(make("dt", {}, title), make("dd", role ? { "data-role": role } : {}, ...[value].flat())); };
  row("Basis", basis.replace("-", " "));
  row("Certainty", list.length > 1 ? "possible" : "certain", "certainty");
  for (const spell of list) {
    const it = facts(spell, day);
    if (list.length > 1) row("Possibly", make("b", {}, outcome(it.choice, day)));
    row("Within", it.chain, "chain");
    row("Mode", it.choice.mode || (it.choice.records.length ? "sovereignty" : ""), "mode");
    if (it.choice.kind !== "outside") { row("Since", it.since, "since"); row("Until", it.until, "until"); }
    row("Recorded of", it.grounds.join(", "));
    row("Began with", it.began.map(text => make("div", {}, text)));
    row("Ended with", it.ended.map(text => make("div", {}, text)));
    row("Confidence", it.doubts.join(", "));
    row("Sources", it.sources.map(source => make("div", {}, source.url && /^https?:/.test(source.url) ? make("a", { href: source.url, rel: "noopener noreferrer" }, source.text) : source.text)), "sources");
  }
  row(other === "de-jure" ? "In right" : "In fact", answerText(answer(cell, day, other), day), "other");
  row("Territory", names.join(" < "));
  $("place").replaceChildren(make("h2", {}, heading), make("div", { class: "subtitle" }, coordinates(place)),
    make("p", { class: "answer", "data-role": "answer" }, answerText(list, day)), make("dl", { class: "facts" }, ...rows),
    ...(cell === null ? [] : history(cell)), make("p", {}, closeButton()));
  announce(`${heading}, ${long(day)}, ${basis.replace("-", " ")}: ${answerText(list, day)}`);
}
const closeButton = () => { const button = make("button", { type: "button" }, "Close"); button.onclick = () => { state.place = null; draw(); $("search").focus(); }; return button; };
function history(cell) {
  const W = 326, LEFT = 46, H = 22, first = coverage[0], last = Math.min(coverage[1], days.at(-1) + Math.max(365, (days.at(-1) - first) * .02));
  const x = day => LEFT + (W - LEFT) * (Math.max(first, Math.min(last, day)) - first) / Math.max(1, last - first);
  const svg = make("svg:svg", { class: "strip", viewBox: `0 0 ${W} ${2 * H + 34}`, role: "img", "aria-label": "History of the place; the list below tells it in words" });
  const lists = [];
  ["de-facto", "de-jure"].forEach((basis, line) => {
    const row = D.cells[cell], steps = basis === "de-facto" ? row.fact : row.right, top = 4 + line * (H + 6);
    const spells = unique(steps.flatMap(step => step[1])).map(it => ({ period: D.spells[it][0], choice: D.choices[D.spells[it][1]] }))
      .sort((p, q) => (p.period[0] ?? -Infinity) - (q.period[0] ?? -Infinity));
    svg.append(make("svg:text", { x: 0, y: top + H / 2 + 4 }, basis.replace("-", " ")));
    const fill = spell => { const all = tops([spell]); return !all.length ? "#dfe1e2" : spell.choice.kind === "sole" || all.length === 1 ? colour(all[0]) : fillOf({ kind: "striped", why: spell.choice.kind, all }); };
    for (const spell of spells) { const [a, b, , d] = spell.period, end = x(d ?? last), p = v => v.toFixed(1);
      svg.append(make("svg:path", { class: "edge", fill: fill(spell), d: `M${p(x(a ?? first))} ${top + H}L${p(x(b ?? first))} ${top}H${p(end)}V${top + H}z` })); }
    const items = spells.map(spell => {
      const [a, b, c, d] = spell.period, jump = Math.max(b ?? first, first), now = state.basis === basis && holds(spell.period, state.day);
      const button = make("button", { type: "button", class: now ? "now" : null, "aria-current": now ? "true" : null }, make("i", { style: `background:${tops([spell]).length ? colour(tops([spell])[0]) : "#dfe1e2"}` }),
        make("span", {}, spell.choice.kind === "sole" ? chainText(spell.choice.chains[0], jump) : outcome(spell.choice, jump), make("small", {}, `${a === null ? "" : `since ${span(a, b)}`}${c === null ? "" : ` until ${span(c, d)}`}${spell.choice.mode ? `; ${spell.choice.mode}` : ""}`)));
      button.onclick = () => { state.basis = basis; go(jump); };
      return make("li", {}, button);
    });
    lists.push(make("h3", {}, basis === "de-facto" ? "In fact" : "In right"), make("ol", { class: "spells" }, ...items));
  });
  const [firstYear, lastYear] = [civil(first)[0], civil(Math.floor(last))[0]], by = [1, 5, 10, 25, 50, 100, 200, 500].find(it => (lastYear - firstYear) / it <= 6) || 1000;
  for (let y = Math.ceil(firstYear / by) * by; y <= lastYear; y += by) { const at = x(julian(y, 0, 1));
    svg.append(make("svg:path", { d: `M${at.toFixed(1)} ${2 * H + 12}v4`, stroke: "currentColor" }), make("svg:text", { x: Math.min(W - 11, Math.max(LEFT, at)), y: 2 * H + 28, "text-anchor": "middle" }, year(y))); }
  svg.append(make("svg:path", { class: "now", d: `M${x(state.day).toFixed(1)} 1V${2 * H + 13}` }));
  return [svg, ...lists];
}

// Moving in time.
const go = day => { state.day = Math.max(coverage[0], Math.min(coverage[1], day)); draw(); };
const stopNow = () => days.findLastIndex(it => it <= state.day);
const stepBy = by => { const stop = stopNow(); go(days[Math.max(0, Math.min(days.length - 1, by < 0 && days[stop] < state.day ? stop : stop + by))]); };
let playing = 0;
const pause = () => { clearInterval(playing); playing = 0; $("play").textContent = "Play"; $("play").setAttribute("aria-pressed", "false"); };
const play = () => {
  if (playing) { pause(); draw(); return; }
  if (stopNow() >= days.length - 1) go(days[0]);
  $("play").textContent = "Pause"; $("play").setAttribute("aria-pressed", "true");
  playing = setInterval(() => { stepBy(1); if (stopNow() >= days.length - 1) pause(); }, 450);
};
$("slider").max = days.length - 1;
$("slider").oninput = () => { if (playing) pause(); go(days[+$("slider").value]); };
$("before").onclick = () => stepBy(-1);
$("after").onclick = () => stepBy(1);
$("play").onclick = play;
$("date").min = iso(coverage[0]);
if (coverage[1] < Infinity) $("date").max = iso(coverage[1]);
$("date").onchange = () => { const day = fromIso($("date").value); if (day !== null) go(day); };
for (const radio of document.getElementsByName("basis")) radio.onchange = () => { state.basis = radio.value; draw(); };
$("controls").onsubmit = event => event.preventDefault();
function years() {
  const wide = $("slider").clientWidth || 600, spans = []; let last = -Infinity, told = null;
  $("years").style.width = `${wide}px`; $("years").style.marginLeft = `${$("slider").getBoundingClientRect().left - $("years").parentElement.getBoundingClientRect().left}px`;
  days.forEach((day, i) => { const y = civil(day)[0], x = 8 + (wide - 16) * i / Math.max(1, days.length - 1);
    if (y !== told && x - last > 44 && x < wide - 6) { spans.push(make("span", { style: `left:${x}px` }, year(y))); last = x; } told = y; });
  $("years").replaceChildren(...spans);
}

// Places by name or by degrees.
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const places = D.territories.filter(it => it.place).flatMap(it => unique(it.all).map(text => ({ text, key: fold(text), place: it.place })));
$("places").replaceChildren(...unique(places.map(it => it.text)).sort().map(value => make("option", { value })));
const degrees = text => { const it = /^\s*(-?\d+(?:\.\d+)?)\s*°?\s*([NS]?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*°?\s*([EW]?)\s*$/i.exec(text); if (!it) return null;
  const lat = +it[1] * (/s/i.test(it[2]) ? -1 : 1), lon = +it[3] * (/w/i.test(it[4]) ? -1 : 1);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [round7(lon), round7(lat)] : null; };
function search() {
  const text = $("search").value, key = fold(text.trim()); if (!key) return;
  const found = places.find(it => it.key === key) || places.find(it => it.key.startsWith(key)) || places.find(it => it.key.includes(key));
  const place = degrees(text) || (found && found.place);
  if (place) select(place); else announce(`No place is called ${text}.`);
}
$("search").onchange = search;
const select = place => { state.place = place; draw(); };

// Looking closer, pointing and choosing.
const MOST = 40;
const show = () => { map.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`); map.style.touchAction = view.w < 999 ? "none" : "pan-y"; };
const frame = () => { show(); raster(); scalePatterns(); if (coats.length) { drawRings(coats.map(fillOf)); drawLabels(); drawPlace(); } };
const zoom = (by, cx = view.x + view.w / 2, cy = view.y + view.h / 2) => {
  const w = Math.min(1000, Math.max(1000 / MOST, view.w / by)), share = w / view.w;
  view.x = cx - (cx - view.x) * share; view.y = cy - (cy - view.y) * share; view.w = w; view.h = HEIGHT * w / 1000; keepInside(); frame();
};
const keepInside = () => { view.x = Math.max(0, Math.min(1000 - view.w, view.x)); view.y = Math.max(0, Math.min(HEIGHT - view.h, view.y)); };
const pointOf = event => { const box = map.getBoundingClientRect(); return [view.x + (event.clientX - box.left) / box.width * view.w, view.y + (event.clientY - box.top) / box.height * view.h]; };
$("closer").onclick = () => zoom(1.6);
$("farther").onclick = () => zoom(1 / 1.6);
map.addEventListener("wheel", event => { if (!event.ctrlKey && view.w > 999 && event.deltaY > 0) return; if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault(); zoom(Math.exp(-event.deltaY / 300), ...pointOf(event)); }, { passive: false });
const fingers = new Map(); let moved = 0, later = 0;
map.onpointerdown = event => { fingers.set(event.pointerId, [event.clientX, event.clientY]); if (fingers.size === 1) moved = 0; map.setPointerCapture(event.pointerId); };
map.onpointermove = event => {
  const last = fingers.get(event.pointerId);
  if (!last) { hover(event); return; }
  const now = [event.clientX, event.clientY], u = unit();
  if (fingers.size === 2) {
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, it]) => it);
    const gap = at => Math.hypot(at[0] - other[0], at[1] - other[1]); moved = 99;
    zoom(gap(now) / Math.max(1, gap(last)), ...pointOf({ clientX: (now[0] + other[0]) / 2, clientY: (now[1] + other[1]) / 2 }));
  } else {
    moved += Math.hypot(now[0] - last[0], now[1] - last[1]);
    if (view.w < 999) { view.x -= (now[0] - last[0]) * u; view.y -= (now[1] - last[1]) * u; keepInside(); show(); squares = null; }
  }
  fingers.set(event.pointerId, now);
};
map.onpointerup = event => {
  fingers.delete(event.pointerId);
  if (moved < 6) { const [lon, lat] = inverse(...pointOf(event)); select([round7(lon), round7(lat)]); hover(event); } else if (view.w < 999) frame();
};
map.onpointercancel = event => { fingers.delete(event.pointerId); };
map.onpointerleave = () => { $("tip").hidden = true; };
function hover(event) {
  const [lon, lat] = inverse(...pointOf(event)), cell = at(lon, lat), tip = $("tip");
  if (cell === null) { tip.hidden = true; return; }
  const { day, basis } = state, list = answer(cell, day, basis), lines = [make("b", {}, answerText(list, day)), calledAt(cell, day) || ""];
  for (const spell of list) { const it = facts(spell, day);
    lines.push(make("small", {}, [list.length > 1 ? outcome(it.choice, day) : null, it.chain || null, it.choice.mode || (it.choice.records.length ? "sovereignty" : null),
      `since ${it.since}`, it.until === "still so" ? it.until : `until ${it.until}`].filter(Boolean).join("; ")));
    if (it.sources.length) lines.push(make("small", {}, it.sources[0].text + (it.sources.length > 1 ? ` and ${it.sources.length - 1} more` : ""))); }
  lines.push(make("small", {}, list.length > 1 ? "possible: the day lies within the span of an uncertain date" : "certain"));
  tip.replaceChildren(...lines); tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(innerWidth - box.width - 4, event.clientX + 14))}px`;
  tip.style.top = `${event.clientY + 16 + box.height > innerHeight ? Math.max(4, event.clientY - box.height - 10) : event.clientY + 16}px`;
  if (event.pointerType === "touch") { clearTimeout(later); later = setTimeout(() => { tip.hidden = true; }, 2500); }
}
document.addEventListener("keydown", event => {
  const field = event.target.closest("input, textarea, select"), inList = event.target.closest("button, a");
  if (event.key === "Escape") { $("tip").hidden = true; return; }
  if (field || event.ctrlKey || event.metaKey || event.altKey || (inList && (event.key === " " || event.key === "Enter"))) return;
  const act = { ArrowLeft: () => stepBy(-1), ArrowRight: () => stepBy(1), Home: () => go(days[0]), End: () => go(days.at(-1)), " ": play,
    b: () => { state.basis = state.basis === "de-facto" ? "de-jure" : "de-facto"; draw(); }, "/": () => $("search").focus(), "+": () => zoom(1.6), "-": () => zoom(1 / 1.6) }[event.key];
  if (act) { event.preventDefault(); act(); }
});

// A link holds date, basis and place.
let saved = "";
function saveHash() {
  const place = state.place ? `&place=${state.place[1] / 1e7},${state.place[0] / 1e7}` : "";
  saved = `#date=${iso(state.day)}&basis=${state.basis}${place}`;
  if (!playing && location.hash !== saved) try { window.history.replaceState(null, "", saved); } catch { location.hash = saved; }
}
function readHash() {
  const it = new URLSearchParams(location.hash.slice(1)), day = fromIso(it.get("date") || "");
  if (day !== null) state.day = Math.max(coverage[0], Math.min(coverage[1], day));
  if (it.get("basis") === "de-jure" || it.get("basis") === "de-facto") state.basis = it.get("basis");
  state.place = it.has("place") ? degrees(it.get("place")) : null;
}
addEventListener("hashchange", () => { if (location.hash !== saved) { readHash(); draw(); } });
addEventListener("resize", () => { years(); frame(); });
$("about").textContent = `${D.viewpoint || ""} Edition ${D.edition}. Albers equal-area projection. Keys: left and right change the day, space plays, b switches the basis, / searches, + and - zoom.`.trim();
readHash();
show();
draw();
years();

/** For programs: the page's answers, and where a place is on the screen. */
window.suzerain = {
  answer(lat, lon, date, basis) { const cell = at(lon, lat), day = fromIso(date), list = answer(cell, day, basis);
    return { text: answerText(list, day), certainty: list.length > 1 ? "possible" : "certain", mode: list.map(it => it.choice.mode),
      since: list.map(it => it.period[0] === null ? null : [iso(it.period[0]), iso(it.period[1])]), until: list.map(it => it.period[2] === null ? null : [iso(it.period[2]), iso(it.period[3])]),
      sources: list.map(it => unique(it.choice.records.flatMap(record => D.records[record].cites.map(([source]) => D.sources[source].text)))) }; },
  screen(lat, lon) { const [x, y] = forward(lon, lat), box = map.getBoundingClientRect(); return [box.left + (x - view.x) / view.w * box.width, box.top + (y - view.y) / view.h * box.height]; },
  days: days.map(iso),
};
})();
