/** The steps and the second opinion. */
export const steps = `
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

/* Second opinion */
.outcome { display: flex; gap: .6rem; align-items: baseline; }
.outcome .mark { align-self: center; }
.words { margin-top: .5rem; font: .8125rem/1.5 var(--code); }
.native .hint { margin-top: .5rem; font-size: .8125rem; }
`;
