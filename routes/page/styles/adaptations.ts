/** Narrow screens, less motion, forced colours and paper. */
export const adaptations = `
@media (max-width: 76rem) {
  .strip a, .strip .cell { padding-inline: .4rem; font-size: .75rem; }
}
@media (max-width: 60rem) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  .narrow { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); }
  .strip .name { display: none; }
  .strip a, .strip .cell { grid-template-columns: 1fr; justify-items: center; padding-inline: .2rem; }
}
@media (max-width: 30rem) {
  .recent > span { display: none; }
  .live .body { height: 7.5rem; }
  .certificate { grid-template-columns: minmax(0, 1fr); }
  .masthead, main, .foot { width: calc(100% - 1.5rem); }
  .strip { gap: .2rem; }
  .strip a, .strip .cell { font-size: .75rem; }
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
  *, ::before, ::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .mark, .strip a, .strip .cell, .badge, .severity, .names li { border: 1px solid CanvasText; }
  .mark, .word .mark { forced-color-adjust: none; background: Canvas; color: CanvasText; }
  .bar, .lifetime .bar { fill: CanvasText; }
  .ladder svg, .swatch { forced-color-adjust: none; color: CanvasText; }
  .swatch { background: CanvasText; }
  .swatch.own { background: GrayText; }
  .own .bar { fill: GrayText; }
  .p-none, .p-handshake, .p-application { --p: CanvasText; }
  .ladder .trip, .ladder .at { fill: CanvasText; }
  .life { stroke: CanvasText; }
  .band.even { fill: none; stroke: GrayText; }
  .track { fill: none; stroke: CanvasText; }
  .wordmark svg { fill: CanvasText; }
}
@media print {
  .masthead form, .skip, .foot a, summary, .share, .copy { display: none; }
  body { background: none; }
  .stage > .report { background: none; }
  .code { white-space: pre-wrap; overflow-wrap: anywhere; }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .step, .certificate, .panel, .findings > li { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
`;
