/** Certificates, and what stands behind them. */
export const certificates = `
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
`;
