/** Watched targets and their history. */
export const watch = `
/* Watched targets */
.watched { display: grid; gap: .6rem; }
.watched > li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .9rem; padding-block: .9rem; }
.watched .mark { margin-top: .15rem; }
.watched h3 { font-size: 1rem; }
.watched h3 a { unicode-bidi: isolate; }
.watched .where { margin-top: .3rem; }
.notice { display: flex; gap: .8rem; background: var(--wash); border-color: color-mix(in srgb, var(--tone) 35%, transparent); }
.notice .mark { margin-top: .2rem; }
.expiry { margin-top: .8rem; }
.expiry .bar { fill: var(--tone); }
`;
