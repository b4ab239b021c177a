/** The byte view: octets and fields beside each other, and below each other where there is no room. */
export const bytes = `
:root { --mark: #ffe27a; --mark-ink: #2b1f00; --stripe: #e3e9f4; }
@media (prefers-color-scheme: dark) {
  :root { --mark: #5a4706; --mark-ink: #fff3c9; --stripe: #222d3e; }
}
.every-byte-link { margin: -.4rem 0 .9rem; font-size: .875rem; color: var(--soft); }

.message-view { display: grid; gap: 1.25rem; margin-top: .75rem; }
.message-view, .wire > div, .silent { container-type: inline-size; min-width: 0; }
.keys { display: none; font-size: .8125rem; }
.scripted .keys { display: block; }
.bytes, .bytes > .side { display: grid; gap: .75rem; min-width: 0; align-content: start; }
.hex {
  display: grid;
  grid-template-columns: auto auto;
  justify-content: start;
  gap: 0 .9rem;
  max-height: min(24rem, 45vh);
  padding: .6rem .75rem;
  overflow: auto;
  border: 1px solid var(--line);
  border-radius: 8px;
  background: var(--paper);
  font: .8125rem/1.75 var(--code);
  overflow-wrap: normal;
}
.hex code { width: 23.6ch; font-size: 1em; white-space: pre-wrap; word-break: keep-all; }
.offsets { color: var(--soft); white-space: pre; user-select: none; }
.offsets.of-16 { display: none; }
/* Neighbours in turn, so that one is told from the next */
.hex span[id] { border-radius: 3px; cursor: default; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.hex span[id]:nth-of-type(even):not(:has(> span)) { background: var(--stripe); box-shadow: 0 0 0 2px var(--stripe); }
.hex span.on, .hex span:target, .hex span.on span[id][id], .hex span:target span[id][id] {
  background: var(--mark);
  box-shadow: 0 0 0 2px var(--mark);
  color: var(--mark-ink);
}
.hex span.on, .hex span:target { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .3em; }
.fields-of { table-layout: fixed; font: inherit; overflow-wrap: anywhere; }
.fields-of td, .fields-of th { padding: .35rem .5rem; border-top: 1px solid var(--line); font-size: .8125rem; line-height: 1.5; }
.fields-of tbody tr:first-child > * { border-top: 0; }
.fields-of .at { width: 5.25rem; }
.fields-of td { color: var(--soft); font-family: var(--code); text-align: right; white-space: nowrap; }
.fields-of th { width: auto; padding-left: calc(var(--deep, 0) * var(--indent, 1.1rem) + .5rem); color: inherit; text-align: left; }
.fields-of .d1 { --deep: 1; }
.fields-of .d2 { --deep: 2; }
.fields-of .d3 { --deep: 3; }
.fields-of .d4 { --deep: 4; }
.fields-of .d5 { --deep: 5; }
.fields-of .d6 { --deep: 6; }
.fields-of .name { color: inherit; font-family: var(--code); font-weight: 600; }
.fields-of a.name { text-decoration-color: var(--line); }
.fields-of b { margin: 0 0 0 .75rem; color: var(--accent); font-family: var(--code); font-weight: 600; unicode-bidi: isolate; }
.fields-of i, .fields-of .registered, .fields-of em { margin-left: .6rem; color: var(--soft); font-style: normal; font-size: .75rem; }
.fields-of i { font-family: var(--code); white-space: nowrap; }
.fields-of em { color: var(--warn); font-weight: 600; }
.fields-of .says { display: block; max-width: 40rem; color: var(--soft); line-height: 1.45; }
.fields-of .reference { color: var(--soft); font-size: .75rem; white-space: nowrap; text-decoration-color: var(--line); }
.fields-of .says .reference { margin-left: .2rem; }
.fields-of tr.on > * { background: var(--mark); }
.fields-of tr.on > th { box-shadow: inset 3px 0 var(--mark-ink); }
.fields-of tr.on, .fields-of tr.on * { color: var(--mark-ink); }
.record { display: grid; gap: .6rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.record h4 { margin: 0; font-size: .9375rem; }
.record h4 span { margin-left: .5rem; color: var(--soft); font-weight: 400; font-size: .8125rem; }
.record h5 { margin: 0 0 .4rem; font-size: .8125rem; font-weight: 600; }
.record:target h4 { text-decoration: underline; }
.carries, .shared { color: var(--soft); font-size: .875rem; }
.wire { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 1.5rem; }
.silent { margin-top: 1.25rem; }

@container (max-width: 20rem) {
  .hex { gap: 0 .5rem; padding: .5rem; font-size: .75rem; }
  .fields-of { --indent: .5rem; }
  .fields-of .at { width: 4.2rem; }
  .fields-of td { padding-inline: 0 .4rem; font-size: .6875rem; }
  .fields-of b { display: block; margin-left: 0; }
}
@container (min-width: 27rem) {
  .hex code { width: 47.6ch; }
  .of-8 { display: none; }
  .offsets.of-16 { display: block; }
}
@container (min-width: 40rem) {
  .message-view > .bytes { grid-template-columns: max-content minmax(0, 1fr); gap: 1.25rem; align-items: start; }
  .message-view > .bytes > .side:first-child { position: sticky; top: .75rem; max-width: 31rem; }
  .message-view > .bytes .hex { max-height: calc(100vh - 4rem); }
  .wire.pair { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
}
@container (min-width: 40rem) and (max-width: 58rem) {
  .message-view > .bytes .hex code { width: 23.6ch; }
  .message-view > .bytes .of-8 { display: block; }
  .message-view > .bytes .offsets.of-16 { display: none; }
}
@media (forced-colors: active) {
  .hex span.on, .hex span:target, .fields-of tr.on { outline: 2px solid Highlight; }
}
`;
