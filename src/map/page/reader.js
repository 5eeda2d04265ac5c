// One place: its answer, evidence and history.
const round7 = degrees => Math.round(degrees * 1e7);
const at = (lon, lat) => { const face = Number.isNaN(lon) ? null : faceAt(round7(lon), round7(lat)); return face ? face.cell : null; };
// What a place is called: corridors, military zones and tracts only where there is no other.
const calledAt = (cell, day) => { const all = cell === null ? [] : D.cells[cell].territories.map(it => D.territories[it]).filter(it => holds(it.period, day));
  const it = all.find(it => !["corridor", "military-zone", "tract"].includes(it.kind)) || all[0]; return it ? shown(it.names, day) : null; };
const territoriesAt = (cell, day) => cell === null ? [] : D.cells[cell].territories.filter(it => holds(D.territories[it].period, day)).map(it => shown(D.territories[it].names, day));
const facts = (spell, day) => {
  const { choice, period } = spell, records = choice.records.map(it => D.records[it]);
  const cites = choice.parts || unique(records.flatMap(it => it.cites.map(([source]) => source)));
  return { choice, since: span(period[0], period[1]) || "always", until: span(period[2], period[3]) || "the present",
    chain: choice.chains.filter(it => it.length > 1).map(it => chainText(it, day)).join(" and "),
    territories: unique(records.map(it => shown(D.territories[it.territory].names, day))),
    // The events of a record are not those of a part of it.
    began: choice.parts ? [] : unique(records.map(it => it.began).filter(it => it !== null)).map(it => D.events[it]),
    ended: choice.parts ? [] : unique(records.map(it => it.ended).filter(it => it !== null)).map(it => D.events[it]),
    mode: choice.mode || (choice.parts ? "parts not drawn" : choice.records.length ? "sovereignty" : ""),
    administration: choice.administered_by === undefined ? "" : name(choice.administered_by, day),
    confidence: choice.parts ? [] : unique(records.map(it => it.confidence || "not stated").filter(it => it !== "high")), sources: cites.map(it => D.sources[it]) };
};
// To the metre; the link holds every digit.
const coordinates = at => { const [x, y] = at.map(it => Math.round(it / 100) / 1e5); return `${Math.abs(y)}° ${y < 0 ? "S" : "N"}, ${Math.abs(x)}° ${x < 0 ? "W" : "E"}`; };
function drawPin() {
  $("pin").replaceChildren();
  if (!state.place) return;
  const [px, py] = forward(state.place[0] / 1e7, state.place[1] / 1e7);
  for (const halo of ["halo", ""]) $("pin").append(make("svg:circle", { cx: px, cy: py, r: 6 * unit(), class: halo }));
}
function drawPlace() {
  drawPin();
  $("place").hidden = !state.place;
  if (!state.place) return;
  const { day, basis, place } = state;
  const face = faceAt(...place), cell = face ? face.cell : null, { list, doubts, certainty, text } = graded(place, cell, day, basis);
  const names = territoriesAt(cell, day), heading = calledAt(cell, day) || "Beyond the atlas", other = basis === "de-facto" ? "de-jure" : "de-facto";
  const rows = [];
  const row = (title, value, role = null) => { if (value && value.length) rows.push(make("dt", {}, title), make("dd", role ? { "data-role": role } : {}, ...[value].flat())); };
  row("Basis", basis.replace("-", " "));
  row("Certainty", certainty, "certainty");
  // One candidate with its doubts is said in one line above.
  if (certainty === "possible") row("Because", doubts.map(it => make("div", {}, it)), "doubts");
  for (const spell of list) {
    const it = facts(spell, day);
    if (list.length > 1) row("Possibly", make("b", {}, outcome(it.choice, day)));
    row("Within", it.chain, "chain");
    row("Mode", it.mode, "mode");
    row("Administered by", it.administration, "administration");
    if (it.choice.kind !== "outside") { row("Since", it.since, "since"); row("Until", it.until, "until"); }
    row("Recorded of", it.territories.join(", "));
    row("Began with", it.began.map(text => make("div", {}, text)));
    row("Ended with", it.ended.map(text => make("div", {}, text)));
    row("Confidence", it.confidence.join(", "));
    row("Sources", it.sources.map(source => make("div", {}, source.url && /^https?:/.test(source.url) ? make("a", { href: source.url, rel: "noopener noreferrer" }, source.text) : source.text)), "sources");
  }
  row(other === "de-jure" ? "De jure" : "De facto", graded(place, cell, day, other).text, "other");
  row("Territory", names.join(" < "));
  $("place").replaceChildren(make("h2", {}, heading), make("div", { class: "subtitle" }, coordinates(place)),
    make("p", { class: "answer", "data-role": "answer" }, text), make("dl", { class: "facts" }, ...rows),
    ...(cell === null ? [] : history(cell)), make("p", {}, closeButton()));
  announce(`${heading}, ${long(day)}, ${basis.replace("-", " ")}: ${text}`);
}
const closeButton = () => { const button = make("button", { type: "button" }, "Close"); button.onclick = () => { state.place = null; draw(); $("search").focus(); }; return button; };
function history(cell) {
  const W = 326, LEFT = 46, H = 22, first = coverage[0], last = Math.min(coverage[1], days.at(-1) + Math.max(365, (days.at(-1) - first) * .02));
  const x = day => LEFT + (W - LEFT) * (Math.max(first, Math.min(last, day)) - first) / Math.max(1, last - first);
  const svg = make("svg:svg", { class: "strip", viewBox: `0 0 ${W} ${2 * H + 34}`, role: "img", "aria-label": "History of the place; the list below has the same in words" });
  const lists = [];
  ["de-facto", "de-jure"].forEach((basis, line) => {
    const row = D.cells[cell], steps = basis === "de-facto" ? row.de_facto : row.de_jure, top = 4 + line * (H + 6);
    const spells = unique(steps.flatMap(step => step[1])).map(it => ({ period: D.spells[it][0], choice: D.choices[D.spells[it][1]] }))
      .sort((p, q) => (p.period[0] ?? -Infinity) - (q.period[0] ?? -Infinity));
    svg.append(make("svg:text", { x: 0, y: top + H / 2 + 4 }, basis.replace("-", " ")));
    const fill = spell => { const all = tops([spell]); return !all.length ? "#dfe1e2" : spell.choice.kind === "sole" || all.length === 1 ? colour(all[0]) : fillOf({ kind: "striped", why: spell.choice.kind, all }); };
    for (const spell of spells) { const [a, b, , d] = spell.period, end = x(d ?? last), p = v => v.toFixed(1);
      svg.append(make("svg:path", { class: `edge ${spellGrade(spell)}`, fill: fill(spell), d: `M${p(x(a ?? first))} ${top + H}L${p(x(b ?? first))} ${top}H${p(end)}V${top + H}z` })); }
    const items = spells.map(spell => {
      const [a, b, c, d] = spell.period, grade = spellGrade(spell), jump = Math.max((grade === "possible" ? a : b) ?? first, first), now = state.basis === basis && holds(spell.period, state.day);
      const button = make("button", { type: "button", class: now ? "now" : null, "aria-current": now ? "true" : null }, make("i", { style: `background:${tops([spell]).length ? colour(tops([spell])[0]) : "#dfe1e2"}` }),
        make("span", {}, grade === "certain" ? "" : grade === "likely" ? "likely " : "possibly ", spell.choice.kind === "sole" ? chainText(spell.choice.chains[0], jump) : outcome(spell.choice, jump), make("small", {}, `${a === null ? "" : `since ${span(a, b)}`}${c === null ? "" : ` until ${span(c, d)}`}${spell.choice.mode ? `; ${spell.choice.mode}` : ""}${spell.choice.administered_by === undefined ? "" : `; administered by ${name(spell.choice.administered_by, jump)}`}`)));
      button.onclick = () => { state.basis = basis; go(jump); };
      return make("li", {}, button);
    });
    lists.push(make("h3", {}, basis === "de-facto" ? "De facto" : "De jure"), make("ol", { class: "spells" }, ...items));
  });
  const [firstYear, lastYear] = [civil(first)[0], civil(Math.floor(last))[0]], by = [1, 5, 10, 25, 50, 100, 200, 500].find(it => (lastYear - firstYear) / it <= 6) || 1000;
  for (let y = Math.ceil(firstYear / by) * by; y <= lastYear; y += by) { const at = x(julian(y, 0, 1));
    svg.append(make("svg:path", { d: `M${at.toFixed(1)} ${2 * H + 12}v4`, stroke: "currentColor" }), make("svg:text", { x: Math.min(W - 11, Math.max(LEFT, at)), y: 2 * H + 28, "text-anchor": "middle" }, year(y))); }
  svg.append(make("svg:path", { class: "now", d: `M${x(state.day).toFixed(1)} 1V${2 * H + 13}` }));
  return [svg, ...lists];
}

// Moving in time.
const go = (day, inHaste = false) => { state.day = Math.max(coverage[0], Math.min(coverage[1], day)); draw(inHaste); };
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
$("slider").oninput = () => { if (playing) pause(); go(days[+$("slider").value], true); };
$("slider").onchange = () => { draw(); };
$("before").onclick = () => stepBy(-1);
$("after").onclick = () => stepBy(1);
$("play").onclick = play;
$("date").min = iso(coverage[0]);
if (coverage[1] < Infinity) $("date").max = iso(coverage[1]);
$("date").onchange = () => { const day = fromIso($("date").value); if (day !== null) go(day); };
for (const radio of document.getElementsByName("basis")) radio.onchange = () => { state.basis = radio.value; draw(); };
$("controls").onsubmit = event => { event.preventDefault(); if (document.activeElement === $("search")) search(); };
function years() {
  const wide = $("slider").clientWidth || 600, spans = []; let last = -Infinity, written = null;
  $("years").style.width = `${wide}px`; $("years").style.marginLeft = `${$("slider").getBoundingClientRect().left - $("years").parentElement.getBoundingClientRect().left}px`;
  days.forEach((day, i) => { const y = civil(day)[0], x = 8 + (wide - 16) * i / Math.max(1, days.length - 1);
    if (y !== written && x - last > 44 && x < wide - 6) { spans.push(make("span", { style: `left:${Math.min(x, wide - 14)}px` }, year(y))); last = x; } written = y; });
  $("years").replaceChildren(...spans);
}

// Places by name or by degrees.
// Letters that do not decompose into another letter and a mark, and what people type for them.
const ALIKE = { "ı": "i", "ə": "a", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae" };
const fold = text => text.toLowerCase().normalize("NFD").replace(/[\p{M}'’ʼ‘]/gu, "").replace(/[ıəøłđßæ]/g, it => ALIKE[it])
  .replace(/[\p{P}\s]+/gu, " ").trim();
// Towns before territories, so that the place is in the town; polities last.
const places = [...D.towns.flatMap(it => unique(it.names.map(([, , text]) => text)).map(text => ({ text, place: it.place.map(round7) }))),
  ...D.territories.filter(it => it.place).flatMap(it => unique(it.all).map(text => ({ text, place: it.place }))),
  ...D.landmarks.flatMap(it => unique(it.all).map(text => ({ text, place: it.place }))),
  ...D.polities.flatMap((it, polity) => unique(it.all).map(text => ({ text, polity })))].map(it => ({ ...it, key: fold(it.text) }));
$("places").replaceChildren(...unique(places.map(it => it.text)).sort().map(value => make("option", { value })));
/** Where a polity holds most ground: on the day shown, or else on the first day on which it holds any. */
const groundOf = polity => {
  const holdsIt = list => list.some(({ choice }) => choice.chains.some(chain => chain.includes(polity)));
  const largest = day => { let best = null;
    for (const face of D.faces) if (holdsIt(answer(face.cell, day, state.basis)) && (!best || face.km2 > best.km2)) best = face;
    return best; };
  const today = largest(state.day); if (today) return { face: today, day: state.day };
  const starts = D.cells.flatMap(cell => (state.basis === "de-facto" ? cell.de_facto : cell.de_jure)
    .filter(step => step[1].some(it => D.choices[D.spells[it][1]].chains.some(chain => chain.includes(polity)))).map(step => step[0]));
  if (!starts.length) return null;
  const day = Math.max(coverage[0], starts.reduce((a, b) => Math.min(a, b))), face = largest(day);
  return face && { face, day };
};
/** A place well inside a face: the middle of the widest stretch along some parallel. */
const placeIn = face => {
  const [, south, , north] = face.box; let best = null, widest = -1;
  for (const share of [8, 4, 12, 6, 10, 5, 11, 7, 9]) { const y = Math.round(south + (north - south) * share / 16), xs = [];
    for (const n of face.arcs) { const arc = arcs[n];
      for (let i = 1; i < arc.xs.length; i++) { const [ay, by] = [arc.ys[i - 1], arc.ys[i]]; if ((ay > y) !== (by > y)) xs.push(arc.xs[i - 1] + (arc.xs[i] - arc.xs[i - 1]) * (y - ay) / (by - ay)); } }
    xs.sort((a, b) => a - b);
    for (let i = 0; i + 1 < xs.length; i += 2) if (xs[i + 1] - xs[i] > widest) { widest = xs[i + 1] - xs[i]; best = [Math.round((xs[i] + xs[i + 1]) / 2), y]; } }
  return best;
};
const degrees = text => { const it = /^\s*(-?\d+(?:\.\d+)?)\s*°?\s*([NS]?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*°?\s*([EW]?)\s*$/i.exec(text); if (!it) return null;
  const lat = +it[1] * (/s/i.test(it[2]) ? -1 : 1), lon = +it[3] * (/w/i.test(it[4]) ? -1 : 1);
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [round7(lon), round7(lat)] : null; };
function search() {
  const text = $("search").value, key = fold(text), message = $("found"); message.textContent = ""; if (!text.trim()) return;
  const found = key ? places.find(it => it.key === key) || places.find(it => it.key.startsWith(key)) || places.find(it => it.key.includes(key)) : null;
  const place = degrees(text) || (found && found.place), ground = found && found.polity !== undefined ? groundOf(found.polity) : null;
  if (place) select(place, true);
  else if (ground) { state.day = ground.day; select(placeIn(ground.face)); }
  else message.textContent = found ? `${found.text} holds nothing here.` : `No place here is called “${text.trim()}”.`;
}
$("search").onchange = search;
$("search").oninput = () => { $("found").textContent = ""; };
/** Chooses a place and puts it in the middle; one that was searched is looked at from near. */
const select = (place, isNear = false) => {
  state.place = place;
  const [x, y] = forward(place[0] / 1e7, place[1] / 1e7);
  if (isNear && view.w > 360) view.w = 360;
  view.h = view.w * ratio();
  view.x = x - view.w / 2; view.y = y - view.h / 2; keepInside(); show(); raster(); scalePatterns();
  draw();
};

// Zooming, pointing and choosing.
const MOST = 40;
const scale = () => {
  const most = 130 * unit() / K / 1e3, power = 10 ** Math.floor(Math.log10(most)), km = [5, 2, 1].find(it => it * power <= most) * power;
  $("scale").style.width = `${km * 1e3 * K / unit()}px`;
  $("scale").textContent = `${km < 1 ? km * 1e3 : km} ${km < 1 ? "m" : "km"}`;
};
const show = () => { map.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`); map.style.touchAction = isWhole() ? "pan-y" : "none"; scale(); };
const settle = () => { raster(); scalePatterns(); if (styles.length) { const fills = styles.map(fillOf); legend(drawLines(), fills); drawRings(fills); drawLabels(); drawPin(); } };
const frame = () => { clearTimeout(settling); show(); settle(); };
// While the picture moves, names and dots wait.
let settling = 0;
const moving = () => { show(); clearTimeout(settling); settling = setTimeout(settle, 90); };
const zoom = (by, cx = view.x + view.w / 2, cy = view.y + view.h / 2, isMoving = false) => {
  const w = Math.min(whole(), Math.max(1000 / MOST, view.w / by)), share = w / view.w;
  view.x = cx - (cx - view.x) * share; view.y = cy - (cy - view.y) * share; view.w = w; view.h = w * ratio(); keepInside();
  if (isMoving) moving(); else frame();
};
// A part of the picture keeps within what the whole view shows, margins included: so what is under the pointer stays there.
const within = (at, size, all, most) => Math.max((all - most) / 2, Math.min((all + most) / 2 - size, at));
const keepInside = () => { view.x = within(view.x, view.w, 1000, whole()); view.y = within(view.y, view.h, HEIGHT, whole() * ratio()); };
const pointOf = event => { const box = map.getBoundingClientRect(); return [view.x + (event.clientX - box.left) / box.width * view.w, view.y + (event.clientY - box.top) / box.height * view.h]; };
$("closer").onclick = () => zoom(1.6);
$("farther").onclick = () => zoom(1 / 1.6);
// Out of the whole picture the wheel scrolls the page.
map.addEventListener("wheel", event => { if (isWhole() && event.deltaY > 0 && !event.ctrlKey) return;
  event.preventDefault(); const lines = event.deltaMode === 1 ? 24 : 1; zoom(Math.exp(-event.deltaY * lines / (event.ctrlKey ? 100 : 300)), ...pointOf(event), true); }, { passive: false });
// A chosen place moves to the middle; what then lies under a pointer that rests is not what it points to.
let chosenAt = null;
const fingers = new Map(); let moved = 0, later = 0;
map.onpointerdown = event => { fingers.set(event.pointerId, [event.clientX, event.clientY]); if (fingers.size === 1) moved = 0; map.setPointerCapture(event.pointerId); };
map.onpointermove = event => {
  const last = fingers.get(event.pointerId);
  if (!last) { if (chosenAt && chosenAt[0] === event.clientX && chosenAt[1] === event.clientY) return; chosenAt = null; hover(event); return; }
  const now = [event.clientX, event.clientY], u = unit();
  if (fingers.size === 2) {
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, it]) => it);
    const gap = at => Math.hypot(at[0] - other[0], at[1] - other[1]); moved = 99;
    zoom(gap(now) / Math.max(1, gap(last)), ...pointOf({ clientX: (now[0] + other[0]) / 2, clientY: (now[1] + other[1]) / 2 }), true);
  } else {
    moved += Math.hypot(now[0] - last[0], now[1] - last[1]);
    if (!isWhole()) { view.x -= (now[0] - last[0]) * u; view.y -= (now[1] - last[1]) * u; keepInside(); moving(); }
  }
  fingers.set(event.pointerId, now);
};
map.onpointerup = event => {
  fingers.delete(event.pointerId);
  if (moved < 6) { const [lon, lat] = inverse(...pointOf(event)); if (!Number.isNaN(lon)) { hover(event); chosenAt = [event.clientX, event.clientY]; select([round7(lon), round7(lat)]); } } else if (!isWhole()) frame();
};
map.onpointercancel = event => { fingers.delete(event.pointerId); };
map.onpointerleave = () => { $("tip").hidden = true; };
function hover(event) {
  const [lon, lat] = inverse(...pointOf(event)), cell = at(lon, lat), tip = $("tip");
  if (cell === null) { tip.hidden = true; return; }
  const { day, basis } = state, { list, doubts, certainty, holder } = graded([round7(lon), round7(lat)], cell, day, basis);
  const lines = [make("b", {}, certainty === "likely" ? `likely ${holder}` : holder), calledAt(cell, day) || ""];
  for (const spell of list) { const it = facts(spell, day);
    lines.push(make("small", {}, [list.length > 1 ? outcome(it.choice, day) : null, it.chain || null, it.mode, it.administration && `administered by ${it.administration}`,
      `since ${it.since}`, `until ${it.until}`].filter(Boolean).join("; ")));
    if (it.sources.length) lines.push(make("small", {}, it.sources[0].text + (it.sources.length > 1 ? ` and ${it.sources.length - 1} more` : ""))); }
  lines.push(make("small", {}, doubts.length ? `${certainty}: ${doubts.join("; ")}` : certainty));
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
  const push = event.shiftKey && { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (push) { event.preventDefault(); view.x += push[0] * view.w / 5; view.y += push[1] * view.h / 5; keepInside(); frame(); return; }
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
const fit = () => { const wasWhole = isWhole() || view.w > whole(); view.w = wasWhole ? whole() : view.w; view.h = view.w * ratio(); keepInside(); };
addEventListener("resize", () => { years(); fit(); frame(); });
$("about").textContent = `${D.viewpoint || ""} Edition ${D.edition}. ${PROJECTION}. ${D.base ? "Land and waters: Natural Earth. " : ""}Keys: left and right change the day, space plays, b switches the basis, / searches, + and - zoom, Shift with an arrow moves the map.`.trim();
readHash();
view.w = whole();
fit();
show();
draw();
years();

/** For programs: the page's answers, and where a place is on the screen. */
window.suzerain = {
  answer(lat, lon, date, basis) { const cell = at(lon, lat), day = fromIso(date), { list, doubts, certainty, text } = graded([round7(lon), round7(lat)], cell, day, basis);
    return { text, certainty, doubts, mode: list.map(it => it.choice.mode),
      since: list.map(it => it.period[0] === null ? null : [iso(it.period[0]), iso(it.period[1])]), until: list.map(it => it.period[2] === null ? null : [iso(it.period[2]), iso(it.period[3])]),
      sources: list.map(it => unique(it.choice.records.flatMap(record => D.records[record].cites.map(([source]) => D.sources[source].text)))) }; },
  screen(lat, lon) { const [x, y] = forward(lon, lat), box = map.getBoundingClientRect(); return [box.left + (x - view.x) / view.w * box.width, box.top + (y - view.y) / view.h * box.height]; },
  days: days.map(iso),
};
