/** Certificates, and what stands behind them. */
export const certificates = `
/* Certificates */
.chain { display: grid; gap: 2.25rem; }
.hint + .chain, .hint + .paths { margin-top: .75rem; }
.certificate {
  position: relative;
  display: grid;
  grid-template-columns: repeat(2, minmax(0, 1fr));
  gap: .25rem 2.5rem;
  min-width: 0;
}
.certificate > .role, .certificate > h3, .certificate > .folded, .certificate > .signer { grid-column: 1 / -1; }
.certificate h3 { font-size: 1.25rem; }
.certificate.is-leaf { border-top: 4px solid var(--accent); }
.certificate.is-root { border-top: 4px solid var(--pass); }
.certificate.is-stray { border-style: dashed; }
.role { color: var(--soft); font-size: .8125rem; }
.source { color: var(--soft); font-size: .875rem; }
.identity { display: grid; gap: .75rem; align-content: start; margin-top: .5rem; min-width: 0; }
.certificate .folded { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; margin-top: .9rem; font-size: .875rem; }
.certificate .folded details { max-width: 100%; }
.certificate .folded details[open] { flex: 1 1 100%; }
.certificate .folded .facts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); margin-top: .6rem; }
/* What joins a certificate to the one whose key signed it */
.chain > li:not(:last-child)::after {
  content: "";
  position: absolute;
  left: 2rem;
  top: 100%;
  height: 2.25rem;
  border-left: 2px solid var(--soft);
}
.signer { margin-top: .75rem; padding-top: .6rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
.broken {
  display: flex;
  gap: .8rem;
  padding: 1.1rem 1.25rem;
  border: 2px dashed var(--tone);
  border-radius: 12px;
}
.broken .mark { margin-top: .2rem; }
.strays { margin: 1.5rem 0 .75rem; color: var(--soft); }
.standing { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; font-size: .875rem; }
.standing li { display: flex; gap: .45rem; align-items: center; }
.standing .is-fail { color: var(--tone); font-weight: 600; }
.standing .is-fail .mark { color: var(--card); }
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
.certificate .text pre { max-height: 28rem; margin-top: .4rem; overflow: auto; font-size: .75rem; line-height: 1.5; }
.paths { display: grid; gap: .75rem; }
.paths > li { display: flex; gap: .8rem; }
.paths .mark { margin-top: .2rem; }
.paths ol { display: flex; flex-wrap: wrap; gap: .1rem .5rem; font-weight: 600; }
.paths ol li:not(:first-child)::before { content: "\\2192"; margin-right: .5rem; color: var(--soft); font-weight: 400; }
`;
