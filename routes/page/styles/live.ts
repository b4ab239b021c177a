/**
 * The check while it runs. Every line has its height before there is anything in it, and the report comes to lie where
 * the steps were, so that nothing moves.
 */
export const live = `
/* While it runs */
.stage { display: grid; grid-template-columns: minmax(0, 1fr); align-items: start; }
.stage > .live, .stage > .report { grid-area: 1 / 1; }
.stage > .report { position: relative; background: var(--paper); }
.live { display: grid; gap: 2.5rem; }
.live:has(~ .report) { display: none; }
.is-pending { --tone: var(--rest); --wash: var(--rest-wash); }
.mark.is-pending { background: var(--card); color: var(--tone); box-shadow: inset 0 0 0 1.5px var(--line); }
.live .word .mark { animation: breathe 1.6s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .35; } }
.live .steps { max-width: 52rem; }
.live .is-pending h2, .live .is-pending .number, .live .cell.is-pending { color: var(--soft); }
.live .step .badge, .live .cell { transition: border-color .2s; }
.live .body { height: 6.4rem; padding-bottom: 0; overflow: hidden; }
.live .head { flex-wrap: nowrap; }
.live h2 { font-size: 1.125rem; white-space: nowrap; }
.live .head .time { white-space: nowrap; }
.live .decisive { height: 1.6rem; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.live .is-fail .decisive .value { color: var(--tone); }
.live .explanation {
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
}
.live.lost .summary { color: var(--fail); }
.live.lost .word { visibility: hidden; }
`;
