/** The ladder and the waterfall. */
export const ladder = `
/* The ladder */
.ladder .about { margin: -.5rem 0 .9rem; color: var(--soft); }
.ladder .about strong { color: var(--ink); font-weight: 600; }
.ladder .panel { padding: .75rem; }
.ladder svg { display: block; overflow: visible; }
.ladder text { fill: currentColor; font: .8125rem/1 var(--text); }
.ladder .side { font-weight: 650; }
.ladder .at { fill: var(--soft); font: .75rem/1 var(--code); }
.ladder .trip { fill: var(--soft); font-size: .75rem; letter-spacing: .02em; }
.ladder .name { font: 600 .8125rem/1 var(--code); fill: var(--p); }
.band { fill: none; }
.band.even { fill: color-mix(in srgb, var(--rest-wash) 60%, transparent); }
.life { stroke: var(--soft); stroke-width: 1.5; }
.p-none { --p: var(--clear); }
.p-handshake { --p: var(--half); }
.p-application { --p: var(--pass); }
.stroke { stroke: var(--p); stroke-width: 1.75; }
.stroke.p-none { stroke-dasharray: 2 4; stroke-linecap: round; }
.stroke.p-handshake { stroke-dasharray: 9 3; }
.head path { fill: var(--p); }
.dot { fill: var(--p); stroke: var(--p); stroke-width: 1.75; }
.dot.p-none { fill: var(--card); }
.legend {
  display: grid;
  gap: .3rem;
  margin-top: .5rem;
  padding: .75rem .25rem 0;
  border-top: 1px solid var(--line);
  color: var(--soft);
  font-size: .8125rem;
}
.legend li { display: flex; align-items: center; gap: .6rem; }
.legend svg { flex: none; }

/* Timings */
.waterfall { display: grid; gap: .6rem; font-size: .875rem; }
.waterfall li { display: grid; grid-template-columns: 1fr auto; gap: .15rem .75rem; align-items: baseline; }
.waterfall svg { grid-column: 1 / -1; display: block; }
.waterfall .total { padding-top: .6rem; border-top: 1px solid var(--line); font-weight: 600; }
.waterfall .arrow { color: var(--soft); }
.track { fill: var(--rest-wash); }
.bar { fill: var(--accent); }
.own .bar { fill: var(--soft); }
.timings .legend { margin-top: .75rem; }
.swatch { display: inline-block; width: .9rem; height: .45rem; border-radius: 99px; background: var(--accent); }
.swatch.own { background: var(--soft); }
`;
