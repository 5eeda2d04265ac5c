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
const either = names => names.length > 1 ? `${names.slice(0, -1).join(", ")} or ${names.at(-1)}` : names.join("");

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
  // What both days have in common is said once.
  const [[a, b, c], [p, q]] = [civil(first), civil(last)], start = a !== p ? long(first) : b !== q ? `${c} ${MONTHS[b]}` : c;
  return `between ${start} and ${long(last)}`;
};
// Whether a period holds on a day: 0 not, 1 possibly, 2 surely.
const changed = (first, last, day) => day < first ? 0 : day < last ? 1 : 2;
const holds = ([a, b, c, d], day) => {
  const begun = a === null ? 2 : changed(a, b, day), ended = c === null ? 0 : changed(c, d, day);
  return begun === 0 || ended === 2 ? 0 : ended === 1 ? 1 : begun;
};

/** A course as it is written: differences, zigzag encoded in characters of five bits, the lowest first. */
const read = text => {
  const found = []; let at = 0;
  const next = () => { let value = 0, weight = 1, five;
    do { five = text.charCodeAt(at++) - 63; value += (five & 31) * weight; weight *= 32; } while (five & 32);
    return value % 2 ? -(value + 1) / 2 : value / 2; };
  while (at < text.length) { const last = found.length - 2; found.push((last < 0 ? 0 : found[last]) + next(), (last < 0 ? 0 : found[last + 1]) + next()); }
  return found;
};
// Courses of arcs, in units of 1e-7 degree.
const arcs = D.courses.split("\n").slice(0, D.arcs.length).map((text, number) => {
  const xs = [], ys = [];
  read(text).forEach((it, i) => (i % 2 ? ys : xs).push(it * D.unit));
  const [left, right, isLine] = D.arcs[number], accuracies = D.accuracies[number];
  const least = list => list.reduce((a, b) => Math.min(a, b)), most = list => list.reduce((a, b) => Math.max(a, b));
  return { xs, ys, left, right, isLine, accuracies, accuracy: accuracies.reduce((worst, it, i) => i % 2 ? Math.max(worst, it) : worst, 0),
    box: [least(xs), least(ys), most(xs), most(ys)] };
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
  return low ? steps[low - 1] : [day, []];
};
const OUTSIDE = { space: { kind: "outside", chains: [], mode: null, records: [], text: "outside the atlas's ground" },
  time: { kind: "outside", chains: [], mode: null, records: [], text: "outside the atlas's time" } };
const NEVER = [null, null, null, null];
const step = (cell, day, basis) => lookup(basis === "de-facto" ? D.cells[cell].de_facto : D.cells[cell].de_jure, day);
const answer = (cell, day, basis) => {
  const outside = !holds(D.coverage, day) ? OUTSIDE.time : cell === null ? OUTSIDE.space : null;
  if (outside) return [{ period: NEVER, choice: outside }];
  const list = step(cell, day, basis)[1];
  // A sliver too thin to hold a place has no answers.
  if (!list.length) return [{ period: NEVER, choice: OUTSIDE.space }];
  return list.map(it => ({ period: D.spells[it][0], choice: D.choices[D.spells[it][1]] }));
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
    case "unlisted": return "others";
    default: return "unrecorded";
  }
};
const holderText = (list, day) => {
  const names = list.map(it => outcome(it.choice, day));
  if (names.length === 1) return names[0];
  const full = names.map((text, i) => list[i].choice.kind === "sole" && names.filter(it => it === text).length > 1
    ? `${text} (${chainText(list[i].choice.chains[0], day)})` : text);
  return `possibly ${full.join(" or ")}`;
};

// Doubts. A line is one where it is nearer than it is accurate and the area beyond has another holder.
const AXIS = 6378137, E2 = 0.006694379990141317, RAD = Math.PI / 180;
/** Metres of one unit east and north on the ellipsoid. */
const unitMetres = y => { const phi = y / 1e7 * RAD, w = 1 - E2 * Math.sin(phi) ** 2;
  return [AXIS * Math.cos(phi) / Math.sqrt(w) * RAD / 1e7, AXIS * (1 - E2) / w ** 1.5 * RAD / 1e7]; };
const metresTo = (ax, ay, bx, by, x, y) => {
  let middle = y, metres = 0;
  // First in the plane at the place, then in that half way to the nearest point.
  for (let pass = 0; pass < 3; pass++) {
    const [east, north] = unitMetres(middle), dx = (bx - ax) * east, dy = (by - ay) * north;
    const along = dx || dy ? ((x - ax) * east * dx + (y - ay) * north * dy) / (dx * dx + dy * dy) : 0, share = Math.max(0, Math.min(1, along));
    const toX = (ax - x) * east + share * dx, toY = (ay - y) * north + share * dy;
    metres = Math.hypot(toX, toY); middle = y + toY / north / 2;
  }
  return metres;
};
const metresText = m => { const km = m / 1e3;
  return m < 99.5 ? `${Math.round(m)} m` : km < 9.95 ? `${km.toFixed(1).replace(/\.0$/, "")} km` : `${Math.round(km)} km`; };
const holdersOf = list => unique(list.map(({ choice }) => `${choice.kind}:${unique(choice.chains.map(chain => chain[0])).sort((a, b) => a - b)}`)).sort().join("|");
const TURN_AROUND = 3600000000;
const lineDoubts = ([x, y], list, day, basis) => {
  const own = holdersOf(list), found = new Map(), [east, north] = unitMetres(Math.min(890000000, Math.abs(y)));
  for (const arc of arcs) {
    if (!arc.accuracy) continue;
    const [west, south, right, top] = arc.box, high = 1.1 * arc.accuracy / north, wide = 1.3 * arc.accuracy / east;
    if (y < south - high || y > top + high) continue;
    const shift = [0, TURN_AROUND, -TURN_AROUND].find(it => x >= west + it - wide && x <= right + it + wide);
    if (shift === undefined) continue;
    const sides = [arc.left, arc.right].filter(it => it >= 0).map(it => answer(D.faces[it].cell, day, basis))
      .map(others => ({ others, key: holdersOf(others) }));
    // A line with the same holders on both sides divides nothing.
    if (sides.length === 2 && sides[0].key === sides[1].key) continue;
    const beyond = sides.filter(it => it.key !== own && it.others[0].choice !== OUTSIDE.space);
    if (!beyond.length) continue;
    let accuracy = 0;
    for (let i = 1, next = 0; i < arc.xs.length; i++) {
      if (arc.accuracies[next] === i - 1) { accuracy = arc.accuracies[next + 1]; next += 2; }
      const metres = metresTo(arc.xs[i - 1] + shift, arc.ys[i - 1], arc.xs[i] + shift, arc.ys[i], x, y);
      if (metres > accuracy) continue;
      for (const { others, key } of beyond) { const known = found.get(key);
        // Two edges may meet in the nearest point: the better of them counts.
        const gain = known ? known.metres - metres : 1;
        if (gain > .001 || (gain > -.001 && accuracy < known.accuracy)) found.set(key, { metres, accuracy, others }); }
    }
  }
  return [...found.values()].map(({ metres, accuracy, others }) => ({ metres,
    text: `the line is ${metresText(metres)} away, drawn to ${metresText(accuracy)}; beyond it ${either(unique(others.map(it => outcome(it.choice, day))))}` }))
    .sort((a, b) => a.metres - b.metres || (a.text < b.text ? -1 : 1)).map(it => it.text);
};
/** The answer at a place with its certainty, its doubts in words, and both in one line. */
const graded = (place, cell, day, basis) => {
  const list = answer(cell, day, basis), isCovered = holds(D.coverage, day) > 0, isOutside = list[0].choice.kind === "outside";
  const recorded = isCovered && cell !== null ? (step(cell, day, basis)[2] || []).map(it => D.doubts[it]) : [];
  const of = (...kinds) => recorded.filter(([kind]) => kinds.includes(kind)).map(([, text]) => text);
  const doubts = unique([...of("date"), ...of("undrawn"), ...(isCovered ? lineDoubts(place, list, day, basis) : []), ...of("source"),
    ...(isCovered && !isOutside && day > D.checked ? [`the atlas was checked only up to ${iso(D.checked)}`] : [])]);
  const certainty = list.length > 1 ? "possible" : doubts.length ? "likely" : "certain", holder = holderText(list, day);
  return { list, doubts, certainty, holder, text: certainty === "likely" ? `likely ${holder}: ${doubts.join("; ")}` : holder };
};
// How certain a spell is, whatever is near and beside it: as the library grades it.
const spellGrade = ({ period: [a, b, c], choice }) => {
  const records = choice.records.map(it => D.records[it]);
  if ((b ?? -Infinity) >= (c ?? Infinity) || (c === null && b !== null && b >= LAST_DAY)) return "possible";
  const isWeak = !choice.parts && records.length > 0 && records.every(it => !it.confidence || it.confidence === "low");
  return isWeak || (b ?? -Infinity) > D.checked ? "likely" : "certain";
};
const LAST_DAY = 5373484; // 9999-12-31

// How a cell is grouped and filled on a day.
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
const styleOf = (state, title, basis) => {
  const { list, all } = state;
  if (state.sole !== null) {
    const mode = list[0].choice.mode;
    const own = title.all.length === 0 || (title.all.length === 1 && title.all[0] === state.sole);
    if (basis === "de-facto" && mode && !own) return { kind: mode === "administration" ? "administered" : "hatched", mode, over: state.sole, under: title.all };
    return { kind: "plain", over: state.sole };
  }
  if (all.length === 1 && list.every(it => it.choice.chains.length)) return { kind: "plain", over: all[0] };
  if (list.length > 1) return all.length ? { kind: "striped", why: "possible", all: [...all].sort((a, b) => a - b) } : { kind: "unrecorded" };
  const kind = list[0].choice.kind;
  if (kind === "condominium" || kind === "contested") return { kind: "striped", why: kind, all };
  return { kind: kind === "vacant" ? "vacant" : kind === "outside" ? "none" : "unrecorded" };
};
const styleText = (style, day) => {
  const names = (list, word) => list.map(it => name(it, day)).join(word);
  if (style.kind === "plain") return name(style.over, day);
  if (style.kind === "administered") return `${name(style.over, day)}${D.polities[style.over].de_facto_state ? ", a de facto state" : ": administration"}; de jure ${names(style.under, " or ")}`;
  if (style.kind === "hatched") return `${name(style.over, day)}: ${style.mode}; de jure ${names(style.under, " or ")}`;
  if (style.kind !== "striped") return style.kind === "vacant" ? "nobody's" : "unrecorded";
  if (style.why === "condominium") return `${names(style.all, " and ")} jointly`;
  return style.why === "contested" ? `contested by ${names(style.all, " and ")}` : `possibly ${names(style.all, " or ")}`;
};
const TURN = { administration: -45, occupation: 45, peacekeeping: -45, lease: 0, trusteeship: 90, contested: 45, condominium: 90, possible: 135 };
const patterns = new Map();
const colour = polity => D.polities[polity].colour;
const fillOf = style => {
  if (style.kind === "plain") return colour(style.over);
  if (style.kind === "vacant") return "#fff";
  if (style.kind === "none") return "none";
  if (style.kind === "unrecorded") return "#dfe1e2";
  const crossed = style.mode === "peacekeeping";
  const stripes = style.kind === "administered" ? style.under.flatMap(it => [[colour(style.over), 5.2], [colour(it), 1.1]]) : style.kind === "hatched"
    ? [...style.under.map(it => [colour(it), crossed ? 4.3 : 3.4]), [colour(style.over), crossed ? 1.7 : 2.6]]
    : style.all.flatMap(it => [[colour(it), 4.5], ...(style.why === "possible" ? [["#fff", 1.4]] : [])]);
  const turn = TURN[style.mode || style.why], key = JSON.stringify([turn, crossed, stripes]);
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
// Textures over the fills, where an answer has a doubt.
const TEXTURES = { undrawn: ["M0 1h2", 6.5], unchecked: ["M0 0v3", 9] };
const texture = kind => {
  if (!patterns.has(kind)) {
    const [d, step] = TEXTURES[kind], pattern = make("svg:pattern", { id: kind, width: step, height: step, patternUnits: "userSpaceOnUse" },
      make("svg:path", { d, stroke: "#2b2622", "stroke-width": kind === "undrawn" ? 2 : 1, "stroke-opacity": .55 }));
    $("defs").append(pattern);
    patterns.set(kind, { id: kind, pattern, turn: 30 });
    scalePatterns();
  }
  return `url(#${kind})`;
};
const scalePatterns = () => { for (const { pattern, turn } of patterns.values()) pattern.setAttribute("patternTransform", `rotate(${turn}) scale(${unit()})`); };
