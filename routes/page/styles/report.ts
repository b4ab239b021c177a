/** Marks, the verdict and the frame of the report. */
export const report = `
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
.strip a, .strip .cell {
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

/* Sharing */
.share { margin-top: .6rem; font-size: .875rem; }
.share p { margin: .6rem 0 .3rem; }
.share p svg { vertical-align: -.3rem; margin-left: .35rem; }
.share pre { white-space: pre-wrap; overflow-wrap: anywhere; padding-right: 4.5rem; }
.share .copy { top: .5rem; }

/* The report */
.report { display: grid; gap: 2.5rem; }
.report section > h2 { margin-bottom: .9rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 20rem; gap: 2.5rem 2rem; align-items: start; }
.narrow { display: grid; gap: 1.25rem; }
.columns:not(:has(.ladder)) { grid-template-columns: minmax(0, 1fr); }
.columns:not(:has(.ladder)) .narrow { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); align-items: start; }
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

.configuration { margin-top: .6rem; font-size: .9375rem; }
.configuration > p { margin-top: .5rem; }
.snippets { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: .75rem 1rem; }
.snippet { position: relative; min-width: 0; }
.snippet h4 { margin: .5rem 0 .25rem; font-size: .875rem; font-weight: 600; }
.snippet .code { margin: 0; padding: .7rem .9rem; border-radius: 8px; background: var(--paper); font-size: .8125rem; line-height: 1.5; }
.copy {
  position: absolute;
  right: .4rem;
  top: .15rem;
  min-height: 1.5rem;
  padding: .1rem .6rem;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--card);
  color: var(--accent);
  font-size: .75rem;
}
.copy:hover { background: var(--rest-wash); }

.button {
  padding: .5rem 1rem;
  border-radius: 8px;
  background: var(--accent);
  color: var(--card);
  font-weight: 600;
  text-decoration: none;
}
.button:hover { text-decoration: underline; }

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
`;
