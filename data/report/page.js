// The page of `kbuild report`. All text reaches the page through textContent or as labels of SVG text: nothing of an
// article is ever parsed as HTML.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const main = document.querySelector("main"), aside = document.querySelector("aside"), nav = document.querySelector("nav");
  const charts = [], narrow = matchMedia("(max-width: 40rem)").matches;
  const PRINT = { paper: "#ffffff", ink: "#000000", quiet: "#555555", rule: "#cccccc", tint: "#f4f2ec", accent: "#8f3323",
    district: "#3d7f5b", cluster: "#8356a3", firm: "#2f6ea8", figure: "#b7791f" };
  let colours = {};

  // ------------------------------------------------------------------ words and small parts

  const say = (key, values = {}) => (data.words[key] || key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const number = value => value.toLocaleString("en-US");
  const percent = value => value === null || value === undefined ? "" : `${value > 0 ? "+" : ""}${+value.toFixed(2)}%`;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("--")) element.style.setProperty(name, value);
      else if (name === "onclick") element.addEventListener("click", value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  }

  const scaled = value => {
    for (const [size, name] of [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]])
      if (Math.abs(value) >= size) return `${+(value / size).toPrecision(6)}${name}`;
    return `${+value.toPrecision(6)}`;
  };

  function section(id, ...notes) {
    nav.append(make("a", { href: `#${id}` }, say(id)));
    const made = make("section", { id }, make("h2", {}, say(id)), ...notes.map(note => make("p", { class: "note" }, note)));
    main.append(made);
    return made;
  }

  const wide = table => make("div", { class: "wide" }, table);
  const top = (shown, of, key = "top") => shown < of ? make("p", { class: "top" }, say(key, { shown: number(shown), of: number(of) })) : null;

  // ------------------------------------------------------------------ the sentences of a mark

  let pressed = null;

  function tell(title, mark, from = null) {
    pressed?.removeAttribute("aria-pressed");
    pressed = from;
    pressed?.setAttribute("aria-pressed", "true");
    const told = mark.s.map(place => {
      const [article, before, text, after, rule] = data.sentences[place], [name, day, path] = data.articles[article];
      return make("blockquote", {}, make("p", {}, before, make("mark", {}, text), after),
        make("cite", {}, [name, day, path, rule].filter(Boolean).join(" · ")));
    });
    if (!told.length) told.push(make("p", { class: "note" }, say("no_evidence")));
    if (told.length < mark.n) told.push(make("p", { class: "top" }, say("evidence_top", { shown: told.length })));
    aside.querySelector("h2").textContent = title;
    aside.querySelector(".told").replaceChildren(...told);
    aside.querySelector(".close").hidden = false;
    aside.classList.add("open");
    aside.scrollTop = 0;
  }

  function hush() {
    pressed?.removeAttribute("aria-pressed");
    aside.classList.remove("open");
    aside.querySelector("h2").textContent = say("evidence");
    aside.querySelector(".told").replaceChildren(make("p", { class: "note" }, say("evidence_lead")));
    aside.querySelector(".close").hidden = true;
  }

  const opens = (title, mark) => event => tell(title, mark, event.currentTarget);

  // ------------------------------------------------------------------ charts

  function palette() {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(Object.keys(PRINT).map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  const serif = () => getComputedStyle(document.body).fontFamily;

  function chart(parent, height, options, click) {
    const box = make("div", { class: "chart", role: "img", "aria-label": parent.closest("section").querySelector("h2").textContent });
    box.style.height = `${height}px`;
    parent.append(box);
    const drawn = echarts.init(box, null, { renderer: "svg" });
    const one = { box, drawn, draw: () => drawn.setOption({ animation: false, textStyle: { fontFamily: serif() }, ...options() }, true) };
    drawn.on("click", click);
    one.draw();
    charts.push(one);
    return one;
  }

  // the text of a tooltip is built of elements, never of HTML
  const tip = lines => make("div", {}, ...lines.filter(Boolean).map(line => make("div", {}, line)));
  const tooltip = lines => ({
    confine: true, backgroundColor: colours.paper, borderColor: colours.rule, padding: [6, 10],
    extraCssText: "box-shadow:0 2px 12px #0002;max-width:20rem;white-space:normal",
    textStyle: { color: colours.ink, fontSize: 13, fontFamily: serif() },
    formatter: found => [tip(lines(found))],
  });
  const axis = () => ({
    axisLine: { lineStyle: { color: colours.rule } }, axisTick: { show: false }, splitLine: { show: false },
    axisLabel: { color: colours.quiet, fontSize: 12, hideOverlap: true },
  });

  // ------------------------------------------------------------------ sections

  function read() {
    const { counts, first, last, times } = data.read, made = section("read");
    made.append(make("div", { class: "counts" }, ...["articles", "districts", "clusters", "firms", "figures"].map(kind =>
      make("div", {}, make("b", {}, number(counts[kind])), make("span", {}, say(kind))))));
    if (first) made.append(make("p", { class: "note" }, say("published", { first, last })));
    if (data.narrowed.length) made.append(make("p", { class: "note" }, say("narrowed", { what: data.narrowed.join(" ") })));
    if (times.length < 2) return;
    made.append(make("h3", {}, say(times[0].when.length > 4 ? "by_month" : "by_year")));
    chart(made, 150, () => ({
      grid: { left: 4, right: 4, top: 12, bottom: 24 }, tooltip: tooltip(({ data: { time } }) => [time.when, number(time.n)]),
      xAxis: { type: "category", data: times.map(time => time.when), ...axis() },
      yAxis: { type: "value", show: false },
      series: [{ type: "bar", barCategoryGap: "18%", barMaxWidth: 46, itemStyle: { color: colours.quiet, opacity: .75 },
        emphasis: { itemStyle: { color: colours.accent, opacity: 1 } }, data: times.map(time => ({ value: time.n, time })) }],
    }), ({ data: { time } }) => tell(time.when, time));
  }

  function mix(low, high, share) {
    const parts = colour => [1, 3, 5].map(place => parseInt(colour.slice(place, place + 2), 16));
    const [from, to] = [parts(low), parts(high)];
    return `rgb(${from.map((part, place) => Math.round(part + (to[place] - part) * share)).join(",")})`;
  }

  function map() {
    if (!data.outlines) return;
    const made = section("map", say("map_lead")), kinds = ["articles", "clusters", "firms"], known = {};
    const shape = Object.fromEntries(data.outlines.features.map(one => [one.id, one.properties.name]));
    data.map.forEach(one => { known[shape[one.code]] = one; });
    echarts.registerMap("china", data.outlines);
    let kind = kinds[0];
    const select = make("select", { "aria-label": say("map") }, ...kinds.map(one => make("option", { value: one }, say(`of_${one}`))));
    made.append(make("div", { class: "tools" }, select));
    const one = chart(made, narrow ? 300 : 460, () => {
      const most = Math.max(...data.map.map(row => row[kind].n), 1);
      return {
        tooltip: tooltip(({ name }) => [known[name]?.name ?? name, known[name] ? `${say(`of_${kind}`)} ${number(known[name][kind].n)}` : "—"]),
        series: [{
          type: "map", map: "china", preserveAspect: true, top: 10, bottom: 10, left: 0, right: 0, roam: false, selectedMode: false, labelLayout: { hideOverlap: true },
          itemStyle: { areaColor: colours.tint, borderColor: colours.quiet, borderWidth: .5 },
          emphasis: { itemStyle: { areaColor: colours.accent }, label: { show: true, color: colours.ink } },
          data: Object.keys(known).map(name => ({ name, value: known[name][kind].n,
            itemStyle: { areaColor: mix(colours.tint, colours.district, (known[name][kind].n / most) ** .65), borderColor: colours.paper, borderWidth: 1 },
            label: { show: known[name][kind].n > 0, color: colours.ink, fontSize: 11, textBorderColor: colours.paper, textBorderWidth: 2 } })),
        }],
      };
    }, ({ name }) => known[name]?.[kind].n && tell(`${known[name].name} · ${say(`of_${kind}`)}`, known[name][kind]));
    select.addEventListener("change", () => { kind = select.value; one.draw(); });
  }

  function matrix() {
    const { industries, rows, of } = data.matrix, made = section("matrix", say("matrix_lead"));
    if (!rows.length) return made.append(make("p", {}, say("none")));
    const most = Math.max(3, ...rows.flatMap(row => row.cells.map(cell => cell?.n || 0)));
    const cell = (row, found, column) => make("td", {}, found && make("button", {
      "--share": found.n / most, title: `${row.full} · ${industries[column]}`, onclick: opens(`${row.name} · ${industries[column]}`, found),
    }, String(found.n)));
    made.append(wide(make("table", { class: "matrix" },
      make("thead", {}, make("tr", {}, make("td", { class: "corner" }), ...industries.map(name =>
        make("th", { scope: "col", title: name }, make("span", {}, name))))),
      make("tbody", {}, ...rows.map(row => make("tr", {}, make("th", { scope: "row", title: row.full }, row.name),
        ...row.cells.map((found, column) => cell(row, found, column))))))));
    if (rows.length < of[0] || industries.length < of[1])
      made.append(make("p", { class: "top" }, say("top_cells", { rows: rows.length, rows_of: number(of[0]), columns: industries.length, columns_of: number(of[1]) })));
  }

  function bars(found, kind, label, about) {
    const most = Math.max(...found.map(bar => Math.abs(bar.value))) || 1;
    return make("ol", { class: "bars" }, ...found.map(bar => make("li", {}, make("button", {
      onclick: opens(`${bar.name} ${bar.when || ""}`.trim(), bar), title: bar.about || bar.name, "--share": Math.abs(bar.value) / most, "--kind": `var(--${kind})`,
    }, make("span", { class: "name" }, bar.name), make("span", { class: "bar" }, make("i"), label(bar),
      about(bar) && make("small", {}, about(bar)))))));
  }

  function firms() {
    const { shown, of } = data.firms, made = section("ranked_firms", say("firms_lead"));
    if (!shown.length) return made.append(make("p", {}, say("none")));
    made.append(bars(shown, "firm", bar => number(bar.value), bar => [bar.kind === "institute" ? say("institute") : "", bar.about].filter(Boolean).join(" · ")), top(shown.length, of) || "");
  }

  function choice(made, names, panels) {
    panels.forEach((panel, place) => panel.classList.toggle("off", place > 0));
    const select = make("select", { "aria-label": say("all") }, ...names.map((name, place) => make("option", { value: place }, name)));
    select.addEventListener("change", () => {
      panels.forEach((panel, place) => panel.classList.toggle("off", place !== +select.value));
      charts.forEach(one => one.drawn.resize());
    });
    if (names.length > 1) made.append(make("div", { class: "tools" }, select));
    made.append(...panels);
    return select;
  }

  function rankings() {
    const { shown, of } = data.rankings, made = section("rankings", say("rankings_lead"));
    if (!shown.length) return made.append(make("p", {}, say("none")));
    choice(made, shown.map(one => `${one.name}（${one.unit}）· ${one.of}`), shown.map(one => make("div", { class: "panel" },
      make("h3", {}, `${one.name} `, make("small", { class: "note" }, one.unit)),
      bars(one.bars, "figure", bar => bar.shown, bar => [bar.when, percent(bar.growth)].filter(Boolean).join("  ")),
      top(one.bars.length, one.of))));
    made.append(top(shown.length, of, "top_metrics") || "");
  }

  function lines() {
    const { shown, of } = data.lines, made = section("lines", say("lines_lead"));
    if (!shown.length) return made.append(make("p", {}, say("none")));
    const name = line => `${line.owner} · ${line.name}`;
    let current = shown[0];
    const spot = make("div"), panels = shown.map(line => make("div", { class: "panel" }, make("h3", {}, name(line)),
      wide(make("table", { class: "rows" }, make("thead", {}, make("tr", {}, ...["period", "value", "stated", "computed"].map((key, place) =>
        make("th", { class: place && "number", scope: "col" }, say(key))))),
      make("tbody", {}, ...line.points.map(point => make("tr", {}, make("td", {}, point.when),
        make("td", { class: "number" }, make("button", { onclick: opens(`${name(line)} ${point.when}`, point) }, point.shown)),
        make("td", { class: "number" }, percent(point.growth)), make("td", { class: "number" }, percent(point.computed)))))))));
    const select = choice(made, shown.map(line => `${name(line)} (${line.points.length})`), panels);
    panels[0].before(spot);
    const one = chart(spot, 250, () => ({
      grid: { left: 8, right: 30, top: 34, bottom: 26, containLabel: false, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: tooltip(({ data: { point } }) => [point.when, point.shown, percent(point.growth ?? point.computed)]),
      xAxis: { type: "category", data: current.points.map(point => point.when), ...axis() },
      yAxis: { type: "value", scale: true, splitNumber: 3, ...axis(), axisLine: { show: false }, splitLine: { lineStyle: { color: colours.rule } },
        axisLabel: { ...axis().axisLabel, formatter: scaled } },
      series: [{ type: "line", symbol: "circle", symbolSize: 9, lineStyle: { color: colours.figure, width: 2 }, itemStyle: { color: colours.figure },
        data: current.points.map(point => ({ value: point.value, point })),
        labelLayout: { hideOverlap: true },
        label: { show: true, position: "top", color: colours.ink, fontSize: 12,
          formatter: ({ data: { point } }) => [point.shown, percent(point.growth ?? point.computed)].filter(Boolean).join("  ") } }],
    }), ({ data: { point } }) => tell(`${name(current)} ${point.when}`, point));
    select.addEventListener("change", () => { current = shown[+select.value]; one.draw(); });
    made.append(top(shown.length, of, "top_lines") || "");
  }

  // Places of nodes after Fruchterman and Reingold (1991), from a circle: the same picture every time, and all of it in view.
  function settle(count, links, aspect) {
    const angle = place => place * 2.399963, x = [], y = [], ideal = 1 / Math.sqrt(count);
    for (let place = 0; place < count; place++) {
      const reach = .5 * Math.sqrt((place + .5) / count);
      x.push(reach * Math.cos(angle(place)));
      y.push(reach * Math.sin(angle(place)));
    }
    for (let heat = .12; heat > .002; heat *= .982) {
      const dx = x.map(at => -at * .4), dy = y.map(at => -at * .4);
      const push = (one, other, force) => {
        const across = x[one] - x[other] || 1e-4, down = y[one] - y[other] || 1e-4, far = Math.hypot(across, down), by = force(far) / far;
        dx[one] += across * by; dy[one] += down * by; dx[other] -= across * by; dy[other] -= down * by;
      };
      for (let one = 0; one < count; one++) for (let other = 0; other < one; other++) push(one, other, far => far < 5 * ideal ? 1.6 * ideal * ideal / far : 0);
      links.forEach(([one, other]) => push(one, other, far => -Math.min(far * far / ideal, 2 * far)));
      for (let place = 0; place < count; place++) {
        const far = Math.hypot(dx[place], dy[place]) || 1, step = Math.min(far, heat) / far;
        x[place] += dx[place] * step;
        y[place] += dy[place] * step;
      }
    }
    const span = list => Math.max(...list) - Math.min(...list) || 1, stretch = Math.min(1.8, Math.max(.7, aspect * span(y) / span(x)));
    return x.map((at, place) => [at * stretch * 1000, y[place] * 1000]);
  }

  function network() {
    const { nodes, edges, of } = data.network, made = section("network", say("network_lead"));
    if (!nodes.length) return made.append(make("p", {}, say("none")));
    const label = node => node.at ? `${node.name}（${node.at}）` : node.name;
    const few = narrow ? 45 : 100, names = make("datalist", { id: "names" }, ...nodes.map(node => make("option", { value: label(node) })));
    const find = make("input", { list: "names", type: "search", placeholder: say("find"), "aria-label": say("find") });
    const reset = make("button", { class: "link", onclick: () => focus(null) }, say("all"));
    made.append(make("div", { class: "tools" }, find, names, reset, ...["district", "cluster", "firm"].map(kind =>
      make("span", { class: "legend", "--kind": `var(--${kind})` }, say(kind)))));
    const near = nodes.map((_, place) => new Set([place]));
    edges.forEach(edge => { near[edge.from].add(edge.to); near[edge.to].add(edge.from); });
    let chosen = null;
    const kept = () => chosen === null ? nodes.map((_, place) => place).slice(0, few) : [...near[chosen]];
    const one = chart(made, narrow ? 420 : 520, () => {
      const visible = kept(), inside = new Set(visible);
      const named = new Set([...visible].sort((one, other) => nodes[other].ties - nodes[one].ties).slice(0, chosen === null ? 24 : 60));
      const most = Math.max(...visible.map(place => nodes[place].ties)), number = new Map(visible.map((place, order) => [place, order]));
      const drawn = edges.filter(edge => inside.has(edge.from) && inside.has(edge.to));
      const spots = settle(visible.length, drawn.map(edge => [number.get(edge.from), number.get(edge.to)]), (main.clientWidth - 130) / (narrow ? 366 : 466));
      return {
        tooltip: tooltip(found => found.dataType === "edge"
          ? [`${nodes[found.data.edge.from].name} — ${nodes[found.data.edge.to].name}`, found.data.edge.is.replace("part of", say("part_of"))]
          : [label(nodes[found.data.place]), say(nodes[found.data.place].kind)]),
        series: [{
          type: "graph", layout: "none", preserveAspect: true, roam: true, draggable: true, top: 24, bottom: 30, left: 30, right: 100, cursor: "pointer",
          scaleLimit: { min: .4, max: 6 }, labelLayout: { hideOverlap: true },
          lineStyle: { color: colours.quiet, opacity: .45, width: 1.2 },
          emphasis: { focus: "adjacency", lineStyle: { width: 2.4, opacity: .9 }, label: { show: true } },
          data: visible.map((place, order) => ({
            place, x: spots[order][0], y: spots[order][1], name: String(place), symbolSize: 7 + 19 * Math.sqrt(nodes[place].ties / most),
            itemStyle: { color: colours[nodes[place].kind], borderColor: colours.paper, borderWidth: 1 },
            label: { show: named.has(place), position: "right", color: colours.ink, fontSize: 12, textBorderColor: colours.paper, textBorderWidth: 2,
              width: 150, overflow: "truncate", formatter: () => nodes[place].name },
          })),
          links: drawn.map(edge => ({ source: String(edge.from), target: String(edge.to), edge,
            lineStyle: edge.n ? {} : { type: "dotted" } })),
        }],
      };
    }, found => {
      if (found.dataType === "edge") {
        const edge = found.data.edge;
        return tell(`${nodes[edge.from].name} — ${nodes[edge.to].name}`, edge);
      }
      focus(found.data.place);
    });
    const caption = make("p", { class: "top" });
    made.append(caption);
    const said = () => {
      const shown = kept().length, all = chosen === null ? of : nodes[chosen].ties + 1;
      caption.textContent = say("top", { shown: number(shown), of: number(all) });
      caption.hidden = shown >= all;
      reset.hidden = chosen === null;
    };
    function focus(place) {
      chosen = place;
      one.draw();
      said();
      if (place !== null) tell(label(nodes[place]), { s: nodes[place].s, n: 0 });
    }
    said();
    one.drawn.getZr().on("click", event => { if (!event.target && chosen !== null) focus(null); });
    find.addEventListener("change", () => {
      const place = nodes.findIndex(node => label(node) === find.value);
      focus(place < 0 ? null : place);
    });
  }

  function contradictions() {
    const made = section("contradictions");
    if (!data.contradictions.length) made.append(make("p", {}, say("none")));
    for (const { check, shown, of } of data.contradictions) {
      const heads = ["what", "said", shown.some(one => one.sides.length > 1) && "against", shown.some(one => one.found) && "found"].filter(Boolean);
      const side = (one, place) => one.sides[place] && make("button", { onclick: opens(`${one.what} ${one.sides[place].text}`, one.sides[place]) }, one.sides[place].text);
      const title = one => data.articles[data.sentences[one.sides[0].s[0]][0]][0];
      const cells = { what: one => make("span", {}, check === "claim" ? say(`counted_${one.what}`).replace("counted_", "") : one.what, check === "claim" ? make("small", { class: "note" }, ` ${title(one)}`) : ""), said: one => side(one, 0), against: one => side(one, 1), found: one => one.found };
      made.append(make("p", { class: "note" }, say(`check_${check}`)), wide(make("table", { class: "rows" },
        make("thead", {}, make("tr", {}, ...heads.map(head => make("th", { scope: "col" }, say(head))))),
        make("tbody", {}, ...shown.map(one => make("tr", {}, ...heads.map(head => make("td", {}, cells[head](one) || ""))))))), top(shown.length, of) || "");
    }
  }

  // ------------------------------------------------------------------ the page

  function redraw(forced) {
    colours = forced || palette();
    charts.forEach(one => { one.drawn.resize(forced ? { width: 660 } : { width: "auto" }); one.draw(); });
  }

  colours = palette();
  read(); map(); matrix(); firms(); rankings(); lines(); network(); contradictions();
  hush();
  const close = aside.querySelector(".close");
  close.textContent = "×";
  close.setAttribute("aria-label", say("close"));
  close.addEventListener("click", hush);
  document.addEventListener("keydown", event => { if (event.key === "Escape") hush(); });
  document.querySelector("footer p").textContent = say("made_by", { version: data.version });
  new ResizeObserver(() => charts.forEach(one => one.drawn.resize())).observe(main);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  addEventListener("beforeprint", () => redraw(PRINT));
  addEventListener("afterprint", () => redraw());
})();
