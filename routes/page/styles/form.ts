/** The form, the first page and errors. */
export const form = `
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

/* The last targets: their line is there before they are */
.recent { display: flex; align-items: baseline; gap: .25rem .75rem; height: 2.25rem; margin-top: .75rem; color: var(--soft); font-size: .875rem; white-space: nowrap; }
.recent ul { display: flex; gap: .25rem .75rem; min-width: 0; overflow-x: auto; padding: .25rem; }
.recent button { padding: .1rem .6rem; min-height: 1.5rem; border-color: var(--line); background: none; color: var(--accent); font-size: .8125rem; font-weight: 400; }

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
.open-report { display: grid; gap: .5rem; max-width: 46rem; margin-top: .75rem; }
.open-report label { font-weight: 600; font-size: .9375rem; }
.open-report input { padding: .4rem; font: .875rem/1.4 var(--text); }
.open-report input::file-selector-button {
  margin-right: .75rem;
  padding: .35rem .8rem;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--rest-wash);
  color: var(--ink);
  font: inherit;
  cursor: pointer;
}
.saved-note { margin-bottom: 1rem; padding: .6rem 1rem; border: 1px dashed var(--soft); border-radius: 8px; color: var(--soft); font-size: .9375rem; }
`;
