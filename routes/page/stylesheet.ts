/** The one stylesheet. A TypeScript module, because a Worker has no files to read. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: #f4f6f9;
  --card: #ffffff;
  --ink: #131a26;
  --soft: #525e70;
  --line: #d8dee7;
  --accent: #1a4fc4;
  --action: #1b2a4a;
  --action-ink: #ffffff;
  --pass: #0d7440;
  --pass-wash: #e3f5ea;
  --warn: #855600;
  --warn-wash: #fff1cc;
  --fail: #b1231b;
  --fail-wash: #fde8e5;
  --rest: #525e70;
  --rest-wash: #e9edf3;
  --text: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  --code: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0e131b;
    --card: #161d28;
    --ink: #e7ecf4;
    --soft: #a0acbe;
    --line: #2c3645;
    --accent: #8db4ff;
    --action: #dfe7f5;
    --action-ink: #10182a;
    --pass: #5bd192;
    --pass-wash: #10291d;
    --warn: #f2bf57;
    --warn-wash: #2d230c;
    --fail: #ff948a;
    --fail-wash: #34171a;
    --rest: #a0acbe;
    --rest-wash: #222b38;
  }
}
.is-pass { --tone: var(--pass); --wash: var(--pass-wash); }
.is-warn, .severity-medium { --tone: var(--warn); --wash: var(--warn-wash); }
.is-fail, .severity-high, .severity-critical { --tone: var(--fail); --wash: var(--fail-wash); }
.is-skipped, .is-unobserved, .is-unknown, .severity-info, .severity-low {
  --tone: var(--rest);
  --wash: var(--rest-wash);
}

*, ::before, ::after { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.55 var(--text);
  overflow-wrap: anywhere;
}
h1, h2, h3, p, ol, ul, dl, dd, pre { margin: 0; padding: 0; }
ol, ul { list-style: none; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
h2 { font-size: 1.125rem; font-weight: 650; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .07em; }
a:hover { text-decoration-thickness: .14em; }
code, pre, .value, .time { font-family: var(--code); font-size: .875em; }
pre code { font-size: 1em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
[id] { scroll-margin-top: 1rem; }
.hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.sprite { position: absolute; }
.skip {
  position: absolute;
  left: 1rem;
  top: -4rem;
  z-index: 2;
  padding: .6rem 1rem;
  background: var(--action);
  color: var(--action-ink);
  border-radius: 0 0 8px 8px;
}
.skip:focus { top: 0; }

.masthead, main, .foot { width: min(100% - 2rem, 72rem); margin-inline: auto; }
.masthead { display: flex; flex-wrap: wrap; align-items: flex-start; gap: .75rem 2rem; padding-block: 1rem; }
.wordmark {
  display: inline-flex;
  align-items: center;
  gap: .6rem;
  min-height: 2.6rem;
  color: inherit;
  font-weight: 650;
  text-decoration: none;
}
.wordmark svg { fill: currentColor; stroke: none; }
.ninth { fill: none; stroke: var(--pass); stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.foot {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: .5rem 2rem;
  margin-top: 3rem;
  padding-block: 1.25rem 2rem;
  border-top: 1px solid var(--line);
  color: var(--soft);
  font-size: .875rem;
}
.foot a { margin-right: 1rem; }

/* The form */
.check { display: grid; gap: .75rem; }
.field { display: grid; gap: .3rem; align-content: start; }
.field label { font-weight: 600; font-size: .9375rem; }
.row { display: flex; gap: .5rem; }
.row input { flex: 1; min-width: 0; }
input:not([type=checkbox]), select {
  width: 100%;
  padding: .55rem .75rem;
  border: 1px solid color-mix(in srgb, var(--soft) 75%, var(--card));
  border-radius: 8px;
  background: var(--card);
  color: inherit;
  font: .9375rem/1.4 var(--code);
}
input::placeholder { color: var(--soft); opacity: 1; }
[aria-invalid=true] { border-color: var(--fail); box-shadow: 0 0 0 1px var(--fail); }
input[type=checkbox] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); flex: none; }
button {
  padding: .55rem 1.25rem;
  border: 1px solid transparent;
  border-radius: 8px;
  background: var(--action);
  color: var(--action-ink);
  font: 600 1rem/1.4 var(--text);
  cursor: pointer;
}
button:hover { background: color-mix(in srgb, var(--action) 86%, var(--accent)); }
.busy button { opacity: .6; }
.hint, .progress { color: var(--soft); font-size: .875rem; }
.progress:empty { display: none; }
.error { color: var(--fail); font-size: .9375rem; }
.intro .target input { padding: .85rem 1rem; font-size: 1.25rem; }
.intro .target button { padding-inline: 1.75rem; font-size: 1.125rem; }
.fields {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
  gap: 1rem 1.25rem;
  margin-top: .75rem;
}
.boxes { gap: .6rem; align-content: center; }
.boxes label { display: flex; gap: .55rem; align-items: center; font-weight: 400; }
.compact { flex: 1 1 22rem; grid-template-columns: minmax(0, 1fr) auto; align-items: center; }
.compact .field.target label {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
}
.compact .progress, .compact .options[open] { grid-column: 1 / -1; }
details > summary { cursor: pointer; width: fit-content; color: var(--accent); border-radius: 4px; }
details > summary:hover { text-decoration: underline; text-underline-offset: .18em; }

/* The first page and errors */
.intro, .preview { max-width: 58rem; margin-inline: auto; }
.intro { margin-top: clamp(1.5rem, 6vw, 4.5rem); }
.intro h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.75rem); letter-spacing: -.02em; }
.intro > p { max-width: 46rem; margin: 1rem 0 1.75rem; font-size: 1.125rem; color: var(--soft); }
.preview { margin-top: 3.5rem; }
.preview > p { max-width: 46rem; color: var(--soft); margin-top: .25rem; }
.outline, .gallery {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
  gap: 1px;
  margin-top: 1rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 12px;
  overflow: hidden;
}
.outline li, .gallery li { box-shadow: 0 0 0 1px var(--line); }
.outline { counter-reset: step; }
.outline li { position: relative; padding: 1rem 1.1rem 1rem 3.4rem; counter-increment: step; }
.outline li::before {
  content: counter(step);
  position: absolute;
  left: 1.1rem;
  top: .8rem;
  color: var(--accent);
  font: 300 1.75rem/1 var(--code);
}
.outline strong, .outline span { display: block; }
.outline span { color: var(--soft); font-size: .9375rem; }
.gallery li { padding: 1rem 1.1rem; }
.gallery a { font-weight: 600; }
.gallery p { color: var(--soft); font-size: .9375rem; }
.code {
  margin-top: 1rem;
  padding: .9rem 1.1rem;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--card);
  overflow-x: auto;
  overflow-wrap: normal;
}

/* Marks */
.mark {
  display: inline-grid;
  place-items: center;
  flex: none;
  width: 1.125rem;
  height: 1.125rem;
  border-radius: 50%;
  background: var(--tone);
  color: var(--card);
}
.mark svg { width: 78%; height: 78%; fill: none; stroke: currentColor; stroke-width: 2.4; stroke-linecap: round; stroke-linejoin: round; }
.mark.is-fail { border-radius: 28%; }
.mark.is-warn { border-radius: 50% 50% 28% 28%; }
.mark.is-skipped, .mark.is-unobserved { background: var(--card); color: var(--tone); box-shadow: inset 0 0 0 1.5px var(--tone); }

/* The verdict */
.verdict {
  padding: clamp(1.25rem, 3vw, 2rem);
  border: 1px solid color-mix(in srgb, var(--tone) 35%, transparent);
  border-radius: 16px;
  background: var(--wash);
}
.word { display: flex; align-items: center; gap: .6rem; color: var(--tone); font-weight: 700; font-size: 1.125rem; }
.word .mark { width: 1.75rem; height: 1.75rem; color: var(--wash); }
.verdict h1 { margin-top: .5rem; font-size: clamp(1.5rem, 1rem + 2.8vw, 2.5rem); letter-spacing: -.02em; }
.port { color: var(--soft); font-weight: 400; }
.summary { margin-top: .5rem; max-width: 52rem; font-size: 1.1875rem; line-height: 1.45; }
.strip { display: grid; grid-template-columns: repeat(9, minmax(0, 1fr)); gap: .375rem; margin-top: 1.5rem; }
.strip a {
  display: grid;
  grid-template-columns: 1fr auto;
  gap: .3rem;
  align-content: start;
  align-items: center;
  height: 100%;
  padding: .5rem .55rem .6rem;
  border-top: 4px solid var(--tone);
  border-radius: 6px;
  background: var(--card);
  color: inherit;
  font-size: .8125rem;
  line-height: 1.25;
  text-decoration: none;
}
.strip a:hover .name { text-decoration: underline; }
.strip .number { color: var(--soft); font-family: var(--code); }
.strip .name { grid-column: 1 / -1; align-self: start; hyphens: auto; }
.meta { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: 1.25rem; color: var(--soft); font-size: .875rem; }

/* The report */
.report { display: grid; gap: 2.5rem; }
.report section > h2 { margin-bottom: .9rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: 2.5rem 2rem; align-items: start; }
.wide { display: grid; gap: 2.5rem; }
.narrow { display: grid; gap: 1.25rem; position: sticky; top: 1rem; }
.panel, .certificate, .paths > li, .findings > li {
  padding: 1.1rem 1.25rem;
  border: 1px solid var(--line);
  border-radius: 12px;
  background: var(--card);
}
.facts { display: grid; gap: .55rem; }
.facts dt, .label { color: var(--soft); font-size: .8125rem; }
.facts dd { font-family: var(--code); font-size: .875rem; line-height: 1.45; unicode-bidi: isolate; }
.where {
  display: flex;
  flex-wrap: wrap;
  gap: .25rem 1rem;
  margin-top: .6rem;
  color: var(--soft);
  font-size: .8125rem;
}
.remedy { margin-top: .4rem; padding-left: .8rem; border-left: 3px solid var(--accent); }

.findings { display: grid; gap: .75rem; }
.findings > li { border-left: 5px solid var(--tone); }
.findings h3 { font-size: 1.0625rem; margin-bottom: .3rem; }
.severity {
  display: inline-block;
  margin-left: .35rem;
  padding: .1rem .5rem;
  border-radius: 99px;
  background: var(--wash);
  color: var(--tone);
  font-size: .75rem;
  font-weight: 600;
  vertical-align: .12em;
}

/* The steps */
.step { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); gap: 0 1rem; position: relative; }
.step::before {
  content: "";
  position: absolute;
  left: calc(1.25rem - 1px);
  top: 2.5rem;
  bottom: 0;
  border-left: 2px solid var(--line);
}
.step:last-child::before { display: none; }
.badge {
  position: relative;
  display: grid;
  place-items: center;
  width: 2.5rem;
  height: 2.5rem;
  border: 2px solid var(--tone);
  border-radius: 50%;
  background: var(--card);
  font: 600 1rem/1 var(--code);
}
.badge .mark { position: absolute; right: -.4rem; bottom: -.3rem; outline: 2px solid var(--paper); }
.badge:has(> .mark:only-child) { border-color: transparent; background: none; }
.badge > .mark:only-child { position: static; width: 1.75rem; height: 1.75rem; }
.body { padding: .35rem 0 1.9rem; min-width: 0; }
.step:last-child .body { padding-bottom: 0; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; }
.head h3 { font-size: 1.125rem; }
.head .time { margin-left: auto; color: var(--soft); }
.status { color: var(--tone); font-weight: 600; font-size: .875rem; }
.decisive { margin-top: .15rem; }
.decisive .value { font-size: .9375rem; unicode-bidi: isolate; }
.decisive .label { margin-right: .35rem; font-size: .875rem; }
.explanation { margin-top: .35rem; color: var(--soft); font-size: .9375rem; max-width: 44rem; }
.trouble { margin: .6rem 0; padding: .8rem 1rem; border-radius: 8px; background: var(--wash); }
.trouble .remedy { border-color: var(--tone); }
.step details { margin-top: .35rem; font-size: .9375rem; }
.step details > summary { font-size: .875rem; }
.step .facts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); margin: .75rem 0 1rem; gap: .75rem 1.25rem; }
.is-skipped .head h3, .is-skipped .number { color: var(--soft); }

.messages { border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.messages > li { padding: .5rem .8rem; }
.messages > li + li { border-top: 1px solid var(--line); }
.messages details { margin: 0; }
.messages details > summary { width: auto; color: inherit; }
.messages details > summary code { color: var(--accent); }
.line { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .75rem; width: calc(100% - 1.2rem); }
.messages > li > .line { width: 100%; padding-left: 1.05rem; }
.line .time { margin-left: auto; color: var(--soft); font-size: .8125rem; }
.direction { min-width: 4.6rem; }
.direction::before { content: "\\2192\\a0"; color: var(--accent); }
.direction.received::before { content: "\\2190\\a0"; }
.protection { color: var(--soft); font-size: .8125rem; }
.scroll { margin-top: .5rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font: .8125rem/1.5 var(--code); overflow-wrap: normal; }
th { color: var(--soft); font-weight: 400; text-align: left; }
th, td { padding: .1rem .75rem .1rem 0; vertical-align: top; }
td:nth-child(-n+2), th:nth-child(-n+2) { width: 4.5em; text-align: right; font-variant-numeric: tabular-nums; color: var(--soft); }
td b { margin-left: .75rem; font-weight: 600; color: var(--accent); }
td { --indent: 1.1em; }
.d1 { padding-left: var(--indent); }
.d2 { padding-left: calc(2 * var(--indent)); }
.d3 { padding-left: calc(3 * var(--indent)); }
.d4 { padding-left: calc(4 * var(--indent)); }
.d5 { padding-left: calc(5 * var(--indent)); }
.d6 { padding-left: calc(6 * var(--indent)); }

/* Timings, second opinion */
.waterfall { display: grid; gap: .7rem; font-size: .9375rem; }
.waterfall li { display: grid; grid-template-columns: 1fr auto; gap: .15rem .75rem; align-items: baseline; }
.waterfall svg { grid-column: 1 / -1; display: block; }
.waterfall .total { padding-top: .6rem; border-top: 1px solid var(--line); font-weight: 600; }
.track { fill: var(--rest-wash); }
.bar { fill: var(--accent); }
.outcome { display: flex; gap: .6rem; align-items: baseline; }
.outcome .mark { align-self: center; }
.words { margin-top: .5rem; font: .8125rem/1.5 var(--code); }
.native .hint { margin-top: .5rem; font-size: .8125rem; }

/* Certificates */
.certificates { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1rem; }
.certificate { display: grid; grid-template-columns: minmax(0, 1fr); gap: .8rem; align-content: start; min-width: 0; }
.certificate h3 { font-size: 1.0625rem; }
.source { margin-top: -.6rem; color: var(--soft); font-size: .875rem; }
.lifetime { --tone: var(--accent); }
.lifetime.over, .lifetime.early { --tone: var(--fail); }
.lifetime svg { display: block; margin-block: .35rem; }
.lifetime .bar { fill: var(--tone); }
.dates { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .75rem; color: var(--soft); font: .8125rem/1.4 var(--code); }
.remark { font-weight: 650; }
.over .remark, .early .remark { color: var(--tone); }
.names ul { display: flex; flex-wrap: wrap; gap: .3rem; margin-top: .25rem; }
.names li { padding: .05rem .5rem; border-radius: 6px; background: var(--rest-wash); font: .8125rem/1.6 var(--code); unicode-bidi: isolate; }
.names details { margin-top: .4rem; font-size: .875rem; }
.certificate .text { font-size: .875rem; }
.certificate .text pre { max-height: 28rem; margin-top: .4rem; overflow: auto; font-size: .75rem; line-height: 1.5; }
.paths { display: grid; gap: .75rem; }
.paths > li { display: flex; gap: .8rem; }
.paths .mark { margin-top: .2rem; }
.paths ol { display: flex; flex-wrap: wrap; gap: .1rem .5rem; font-weight: 600; }
.paths ol li:not(:first-child)::before { content: "\\2192"; margin-right: .5rem; color: var(--soft); font-weight: 400; }

@media (max-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .narrow { position: static; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
  .strip .name { display: none; }
  .strip a { grid-template-columns: 1fr; justify-items: center; padding-inline: .2rem; }
}
@media (max-width: 30rem) {
  .masthead, main, .foot { width: calc(100% - 1.5rem); }
  .strip { gap: .2rem; }
  .strip a { font-size: .75rem; }
  .step { grid-template-columns: 2rem minmax(0, 1fr); gap: 0 .8rem; }
  .step::before { left: calc(1rem - 1px); top: 2rem; }
  .badge { width: 2rem; height: 2rem; font-size: .875rem; }
  .badge .mark { width: 1rem; height: 1rem; }
  .body { padding-top: .15rem; }
  .intro .row { flex-direction: column; }
  .compact { grid-template-columns: minmax(0, 1fr); }
  table { margin-left: -.5rem; font-size: .75rem; }
  th, td { padding-right: .5rem; }
  td:nth-child(-n+2), th:nth-child(-n+2) { width: 3.4em; }
  td { --indent: .5em; }
}
@media (prefers-reduced-motion: reduce) {
  html { scroll-behavior: auto; }
}
@media (forced-colors: active) {
  .mark, .strip a, .badge, .severity, .names li { border: 1px solid CanvasText; }
  .mark, .word .mark { forced-color-adjust: none; background: Canvas; color: CanvasText; }
  .bar, .lifetime .bar { fill: CanvasText; }
  .track { fill: none; stroke: CanvasText; }
  .wordmark svg { fill: CanvasText; }
}
@media print {
  .masthead form, .skip, .foot a, .step summary { display: none; }
  body { background: none; }
  .columns { display: block; }
  .step, .certificate, .panel, .findings > li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
